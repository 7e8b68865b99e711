"""llama.cpp's C functions, wrapped thinly: the only module that imports llama_cpp.

All of this may crash the process (a bad grammar, a damaged file, two threads on one model), so it runs in a
child process, one call at a time, on grammars of our own and on files whose hash was just checked.
"""

from __future__ import annotations

import ctypes
import logging
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError

Floats = NDArray[np.float32]


@lru_cache(maxsize=1)
def library() -> Any:
    """llama.cpp, loaded on first use and silent: what it would print may hold text of the screen."""
    os.environ["GGML_NO_BACKTRACE"] = "1"  # else a failed assertion starts gdb where that is installed
    import llama_cpp

    logging.getLogger("llama-cpp-python").setLevel(logging.CRITICAL + 1)
    llama_cpp.llama_backend_init()
    return llama_cpp


def gpu_offload() -> bool:
    """Whether llama.cpp was built so that it can put layers on a GPU."""
    return bool(library().llama_supports_gpu_offload())


class Model:
    """The weights and the vocabulary of one GGUF file; raises :class:`ModelError` where it cannot be loaded."""

    def __init__(self, path: Path, *, gpu_layers: int = 0) -> None:
        lib = library()
        params = lib.llama_model_default_params()
        params.n_gpu_layers = gpu_layers if gpu_offload() else 0
        self.handle = lib.llama_model_load_from_file(os.fsencode(path), params)
        if not self.handle:
            raise ModelError(f"{path.name} is not a model that llama.cpp can load.", "Pull it again: inkling models")
        self.vocabulary = lib.llama_model_get_vocab(self.handle)
        self.tokens = int(lib.llama_vocab_n_tokens(self.vocabulary))
        self.width = int(lib.llama_model_n_embd(self.handle))

    def tokenize(self, text: str, *, control: bool, start: bool = False) -> list[int]:
        """Token ids. Only with ``control`` do words such as ``<|im_end|>`` become control tokens."""
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        buffer = (ctypes.c_int32 * room)()
        count = library().llama_tokenize(self.vocabulary, data, len(data), buffer, room, start, control)
        if count < 0:
            raise ModelError("A text could not be split into tokens.")
        return list(buffer[:count])

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for; a character may be spread over several tokens."""
        buffer = ctypes.create_string_buffer(256)
        count = library().llama_token_to_piece(self.vocabulary, token, buffer, len(buffer), 0, False)
        return buffer.raw[:count] if count > 0 else b""

    def ends(self, token: int) -> bool:
        """Whether the model says with this token that it is done."""
        return bool(library().llama_vocab_is_eog(self.vocabulary, token))

    def close(self) -> None:
        """Give the memory back; nothing may use the model afterwards."""
        if self.handle:
            library().llama_model_free(self.handle)
            self.handle = None


class Context:
    """Working memory of a model: at most ``tokens`` positions in each of ``sequences``."""

    def __init__(
        self, model: Model, *, tokens: int, batch: int, threads: int, sequences: int = 1, pool_mean: bool = False
    ) -> None:
        lib = library()
        params = lib.llama_context_default_params()
        params.n_ctx = tokens
        params.n_batch = batch
        params.n_ubatch = batch if pool_mean else min(batch, 256)  # an encoder aborts where a text spans two
        params.n_seq_max = sequences
        params.n_threads = params.n_threads_batch = threads
        params.embeddings = pool_mean
        params.no_perf = True
        if pool_mean:
            params.pooling_type = lib.LLAMA_POOLING_TYPE_MEAN
        self.model = model
        self.room = tokens
        self.batch_size = batch
        self.handle = lib.llama_init_from_model(model.handle, params)
        if not self.handle:
            raise ModelError("There is not enough memory for the model.", "Choose a smaller one: inkling models list")
        self._memory = lib.llama_get_memory(self.handle)
        self._batch = lib.llama_batch_init(batch, 0, 1)

    def decode(self, rows: Sequence[tuple[int, int, int, bool]]) -> None:
        """Work through at most one batch of (token, position, sequence, whether its output is wanted)."""
        batch = self._batch
        batch.n_tokens = len(rows)
        for index, (token, position, sequence, wanted) in enumerate(rows):
            batch.token[index] = token
            batch.pos[index] = position
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = sequence
            batch.logits[index] = wanted
        if library().llama_decode(self.handle, batch) != 0:
            raise ModelError("The model could not work through its input.", "Choose another: inkling models list")

    def logits(self, row: int) -> Floats:
        """The scores of every token after ``row`` of the last batch (-1: its last wanted row); a copy."""
        pointer = library().llama_get_logits_ith(self.handle, row)
        return np.ctypeslib.as_array(pointer, shape=(self.model.tokens,)).copy()

    def embedding(self, sequence: int) -> Floats:
        """The pooled vector of one sequence of the last batch; a copy."""
        pointer = library().llama_get_embeddings_seq(self.handle, sequence)
        return np.ctypeslib.as_array(pointer, shape=(self.model.width,)).copy()

    def forget(self, position: int) -> None:
        """Drop everything from ``position`` on."""
        if self._memory:
            library().llama_memory_seq_rm(self._memory, 0, position, -1)

    def close(self) -> None:
        """Give the memory back."""
        if self.handle:
            library().llama_batch_free(self._batch)
            library().llama_free(self.handle)
            self.handle = None


class Grammar:
    """What an answer may look like, followed token by token. The text must be one of our own constants."""

    def __init__(self, model: Model, text: str) -> None:
        lib = library()
        self._lib = lib
        self._size = model.tokens
        self._sampler = lib.llama_sampler_init_grammar(model.vocabulary, text.encode(), b"root")
        if not self._sampler:
            raise ModelError("A grammar of Inkling's own cannot be used.", "Install Inkling again.")
        self._all = (lib.llama_token_data * self._size)()
        self._view = np.ctypeslib.as_array(self._all)
        self._one = (lib.llama_token_data * 1)()

    done = False
    """A grammar never ends an answer by itself: the model does, where the grammar lets it."""

    def restart(self) -> None:
        """Expect an answer from its first token again."""
        self._lib.llama_sampler_reset(self._sampler)

    def pick(self, logits: Floats) -> int:
        """The likeliest token that fits, moving on to what may follow it."""
        token = int(np.argmax(logits))
        if not self._fits(token):  # cheap for the usual case: the whole vocabulary takes milliseconds
            self._view["id"] = np.arange(self._size)
            self._view["logit"] = logits
            self._apply(self._all, self._size)
            token = int(np.argmax(self._view["logit"]))
        self._lib.llama_sampler_accept(self._sampler, token)
        return token

    def _fits(self, token: int) -> bool:
        self._one[0].id, self._one[0].logit, self._one[0].p = token, 1.0, 0.0
        self._apply(self._one, 1)
        return bool(self._one[0].logit > 0)

    def _apply(self, data: Any, size: int) -> None:
        array = self._lib.llama_token_data_array(data=data, size=size, selected=-1, sorted=False)
        self._lib.llama_sampler_apply(self._sampler, ctypes.byref(array))

    def close(self) -> None:
        """Give the memory back."""
        if self._sampler:
            self._lib.llama_sampler_free(self._sampler)
            self._sampler = None
