"""all-MiniLM-L6-v2 as a plain numpy forward pass with a tokenizer of its own: what llama.cpp is measured against.

Run as a script with the folder that holds ``model.safetensors`` and ``vocab.txt`` to write the reference
vectors again: ``python tests/unit/inference/minilm.py FOLDER``.
"""

from __future__ import annotations

import math
import sys
import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

Floats = NDArray[np.float32]
REFERENCE = Path(__file__).with_name("minilm_reference.npz")
_HEADS = 12
_LONGEST = 256

SENTENCES = (
    "The user has to send the quarterly report by Friday.",
    "Anna Weber asked the user to review pull request #482.",
    "I prefer window seats when flying.",
    "Lunch with Sofia on Tuesday at 12:30?",
    "git checkout -b feature/export-csv",
    "Traceback (most recent call last): ValueError: invalid literal for int()",
    "Meeting moved to 15:00 on 12 March, room B-214.",
    "1,150.00 EUR; 3.5 %; +49 30 1234567",
    "https://example.org/path?query=1&lang=en#top",
    "x = [i ** 2 for i in range(10) if i % 2 == 0]",
    "HELLO WORLD",
    "hello world",
    "don't can't won't it's Anna's",
    "re-read e-mail co-operate state-of-the-art",
    'Wait -- what?! (Really...); "yes": no / maybe.',
    "a",
    "Ref. #8841/B: pay 2,450.00 by 30.06.; thanks!",
    "   spaces   and\ttabs\nand lines   ",
    "Der Bericht muss bis Freitag fertig sein.",
    "Kannst du mir bitte die Zahlen für das zweite Quartal schicken?",
    "Straßenbahnhaltestelle Königsallee, Düsseldorf",
    "Übermäßig große Füße können schmerzen.",
    "Ihre Abschlagszahlung von 94 € ist am 15.04. fällig",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "Zahnarzttermin am 17.06. um 09:15 Uhr bei Dr. Hoffmann",
    "Ich fahre am Samstag mit Ben nach Leipzig.",
    "Grüße aus Zürich, bis später!",
    "Le rapport doit être rendu lundi matin.",
    "Peux-tu réserver la salle pour mardi, s'il te plaît ?",
    "L'été à la plage, ça c'est génial !",
    "Garçon, un café crème et deux œufs à la coque.",
    "Où êtes-vous allés à Noël ?",
    "Château d'Yquem 1997, élevé en fûts de chêne",
    "Aujourd'hui, j'ai rendez-vous chez le médecin à 14 h 30.",
    "El niño comió una manzana mañana por la mañana.",
    "São Paulo, coração e pão de açúcar",
    "Zażółć gęślą jaźń",
    "Příliš žluťoučký kůň",
    "Ελληνικά γράμματα",
    "Привет, как дела?",
    "会議は金曜日の午後三時からです",
    "我明天去北京出差",
    "안녕하세요",
    "naïve façade résumé coöperate",
    "“Curly quotes” – en dash — em dash … ellipsis",
    "2 × 3 ≠ 7 ± 1 → ∞ ½ ™ © €",
    "emoji 🙂🚀 in text",
    "[CLS] not a control token [SEP] [MASK]",
    "The quick brown fox jumps over the lazy dog. " * 12,
    "Inkling keeps short statements with a confidence and the evidence behind them. " * 60,
)


def vectors(weights: dict[str, Floats], vocabulary: dict[str, int], texts: tuple[str, ...]) -> Floats:
    """One unit vector a text: mean of the last layer over all tokens."""
    return np.stack([_forward(weights, tokenize(text, vocabulary)) for text in texts])


def tokenize(text: str, vocabulary: dict[str, int]) -> list[int]:
    """BERT's uncased WordPiece."""
    ids = [piece for word in _words(text) for piece in _pieces(word, vocabulary)]
    return [vocabulary["[CLS]"], *ids[: _LONGEST - 2], vocabulary["[SEP]"]]


def _words(text: str) -> list[str]:
    spaced = []
    for letter in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn" or (kind.startswith("C") and letter not in "\t\n\r"):
            continue
        if _punctuation(letter, kind) or _chinese(ord(letter)):
            spaced.append(f" {letter} ")
        else:
            spaced.append(letter)
    return "".join(spaced).split()


def _punctuation(letter: str, kind: str) -> bool:
    code = ord(letter)
    return kind.startswith("P") or 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126


def _chinese(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F
    )


def _pieces(word: str, vocabulary: dict[str, int]) -> list[int]:
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocabulary:
                found.append(vocabulary[piece])
                start = end
                break
        else:
            return [vocabulary["[UNK]"]]
    return found if len(word) <= 100 else [vocabulary["[UNK]"]]


def _forward(weights: dict[str, Floats], ids: list[int]) -> Floats:
    def norm(x: Floats, name: str) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"], np.float32)

    def dense(x: Floats, name: str) -> Floats:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(6):
        at = f"encoder.layer.{layer}"
        q, k, v = (
            dense(x, f"{at}.attention.self.{part}").reshape(len(ids), _HEADS, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        scores = q @ k.swapaxes(1, 2) / math.sqrt(q.shape[-1])
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True) @ v).swapaxes(0, 1).reshape(len(ids), -1)
        x = norm(dense(mixed, f"{at}.attention.output.dense") + x, f"{at}.attention.output.LayerNorm")
        inner = dense(x, f"{at}.intermediate.dense")
        erf = np.vectorize(math.erf, otypes=[np.float32])(inner / math.sqrt(2))
        x = norm(dense(0.5 * inner * (1 + erf), f"{at}.output.dense") + x, f"{at}.output.LayerNorm")
    mean = x.mean(0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


def load(folder: Path) -> tuple[dict[str, Floats], dict[str, int]]:
    """The published weights and vocabulary in ``folder``."""
    words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return load_file(str(folder / "model.safetensors")), {word: index for index, word in enumerate(words)}


if __name__ == "__main__":
    rows = vectors(*load(Path(sys.argv[1])), SENTENCES)
    np.savez_compressed(REFERENCE, vectors=rows.astype(np.float16))
