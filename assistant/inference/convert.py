"""all-MiniLM-L6-v2 from its published weights to a Q8_0 GGUF that llama.cpp runs.

The same input gives the same bytes: no dates, no paths, a fixed order. Needs about 150 MB while it works.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError

CONTEXT = 512
WIDTH = 384
LAYERS = 6
HEADS = 12
INNER = 1536
EPSILON = 1e-12
SPECIAL = {"pad": 0, "unk": 100, "bos": 101, "eos": 102, "seperator": 102, "mask": 103}
"""Token ids by GGUF's own key words (its spelling); BERT's [CLS] is the start and [SEP] the end."""

_WHOLE = {
    "embeddings.word_embeddings.weight": "token_embd.weight",
    "embeddings.position_embeddings.weight": "position_embd.weight",
    "embeddings.token_type_embeddings.weight": "token_types.weight",
    "embeddings.LayerNorm.weight": "token_embd_norm.weight",
    "embeddings.LayerNorm.bias": "token_embd_norm.bias",
}
_LAYER = {
    "attention.self.query": "attn_q",
    "attention.self.key": "attn_k",
    "attention.self.value": "attn_v",
    "attention.output.dense": "attn_output",
    "attention.output.LayerNorm": "attn_output_norm",
    "intermediate.dense": "ffn_up",
    "output.dense": "ffn_down",
    "output.LayerNorm": "layer_output_norm",
}
_EXACT = ("position_embd.weight", "token_types.weight")
"""Small tables that llama.cpp adds rather than multiplies: kept as float32."""

Array = NDArray[np.float32]


def minilm_to_gguf(weights: Path, vocabulary: Path, target: Path) -> None:
    """Write ``target`` from ``model.safetensors`` and ``vocab.txt``; raises :class:`ModelError` on other models."""
    import gguf
    from safetensors.numpy import load_file

    tensors = load_file(str(weights))
    tokens = vocabulary.read_text(encoding="utf-8").splitlines()
    if tensors["embeddings.word_embeddings.weight"].shape != (len(tokens), WIDTH):
        raise ModelError(f"{weights.name} and {vocabulary.name} do not belong together.", "Pull the model again.")
    logging.getLogger("gguf").setLevel(logging.ERROR)
    writer = gguf.GGUFWriter(str(target), "bert")
    writer.add_name("all-MiniLM-L6-v2")
    writer.add_license("apache-2.0")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_eps(EPSILON)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_token_type_count(2)
    writer.add_tokenizer_model("bert")
    writer.add_token_list([gguf_token(token) for token in tokens])
    control = set(SPECIAL.values())  # never matched in ordinary text
    kinds = gguf.TokenType
    writer.add_token_types([kinds.CONTROL if index in control else kinds.NORMAL for index in range(len(tokens))])
    for word, index in SPECIAL.items():
        writer.add_uint32(f"tokenizer.ggml.{word}_token_id", index)
    for name, tensor in renamed(tensors):
        if tensor.ndim == 2 and name not in _EXACT:
            kind = gguf.GGMLQuantizationType.Q8_0
            writer.add_tensor(name, gguf.quants.quantize(tensor, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def gguf_token(token: str) -> str:
    """llama.cpp's WordPiece spelling: a mark before word starts instead of ``##`` before continuations."""
    if token.startswith("[") and token.endswith("]"):
        return token
    return token[2:] if token.startswith("##") else "\u2581" + token


def renamed(tensors: dict[str, Array]) -> Iterator[tuple[str, Array]]:
    """llama.cpp's tensor names, in a fixed order; the pooler and the position ids are not needed."""
    for source, name in _WHOLE.items():
        yield name, tensors[source].astype(np.float32)
    for layer in range(LAYERS):
        for source, name in _LAYER.items():
            for part in ("weight", "bias"):
                tensor = tensors[f"encoder.layer.{layer}.{source}.{part}"]
                yield f"blk.{layer}.{name}.{part}", tensor.astype(np.float32)
