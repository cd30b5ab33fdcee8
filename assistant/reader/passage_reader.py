"""The reader that ships with the package (reads its files; onnxruntime, no torch)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.forks import ForkLock
from assistant.inference import Model
from assistant.reader.reading import Reading

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS: Final = Path(__file__).parent / "weights"
MODEL_FILE: Final = "reader.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"
ABOUT_FILE: Final = "reader.json"

# As in training: a question or a headline beyond this is rare, and its end says little.
QUESTION_TOKENS: Final = 40
TITLE_TOKENS: Final = 48
# A passage has at most 256 tokens, and its outer sentences are read whole.
PASSAGE_TOKENS: Final = 384
_CLS: Final = 101
_SEP: Final = 102


@dataclass(frozen=True, slots=True)
class _Row:
    """The tokens of one question and passage; `passage` is the number of the passage's first."""

    ids: list[int]
    title: int
    passage: int
    offsets: NDArray[np.int64]


class PassageReader:
    """MiniLM with a head for the answer's span and one for whether there is an answer.

    Trained by `benchmarks/reader`; what on, and under which licences, says `weights/reader.json`.
    """

    def __init__(self, model: Model, tokenizer: Tokenizer, name: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._name = name

    @classmethod
    def open(cls, folder: Path = WEIGHTS) -> PassageReader:
        """Open the reader in a folder of `reader.onnx`, `tokenizer.json` and `reader.json`.

        Raises:
            ModelError: a file is missing, damaged, or not the one that `reader.json` names.
        """
        try:
            about = json.loads((folder / ABOUT_FILE).read_text(encoding="utf-8"))
            with (folder / MODEL_FILE).open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            if sha256 != about["sha256"]:
                raise ValueError(f"{MODEL_FILE} has sha256 {sha256[:12]}")
            return cls(
                Model(folder / MODEL_FILE), _tokenizer(folder / TOKENIZER_FILE), about["name"]
            )
        # onnxruntime and tokenizers raise what they like for a file they cannot read.
        except Exception as exc:
            raise ModelError(
                f"The reader in {folder} cannot be opened: {str(exc)[:200]}. "
                "Install it again: pip install --force-reinstall newsquote"
            ) from exc

    @property
    def name(self) -> str:
        """What the reader is called, with its version."""
        return self._name

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return what is found in each passage, given as `heading` and text, in their order."""
        asked = self._tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION_TOKENS]
        return [self._forward(self._row(asked, title, text)) for title, text in passages]

    def _row(self, question: list[int], title: str, text: str) -> _Row:
        named = self._tokenizer.encode(title, add_special_tokens=False).ids[:TITLE_TOKENS]
        words = self._tokenizer.encode(text, add_special_tokens=False)
        head = [_CLS, *question, _SEP, *named, _SEP]
        ids = [*head, *words.ids[:PASSAGE_TOKENS], _SEP]
        offsets = np.asarray(words.offsets[:PASSAGE_TOKENS], dtype=np.int64).reshape(-1, 2)
        return _Row(ids, len(question) + 2, len(head), offsets)

    def _forward(self, row: _Row) -> Reading:
        # One at a time: in a batch, passages would share the scale of their eight bits, and what
        # one is found to say would depend on the others. It takes no longer.
        ids = np.asarray([row.ids], dtype=np.int64)
        types = np.zeros_like(ids)
        types[:, row.title :] = 1
        starts, ends, answerable = self._model.run(
            ["starts", "ends", "answerable"],
            {"input_ids": ids, "token_type_ids": types},
        )
        inside = slice(row.passage, row.passage + len(row.offsets))
        return Reading(
            float(answerable[0]),
            row.offsets,
            log_softmax(starts[0, inside]),
            log_softmax(ends[0, inside]),
        )


@cache
def shipped_reader() -> PassageReader:
    """Return the reader of the package, opened once a process.

    Raises:
        ModelError: its files are missing or damaged.
    """
    with _OPENING:
        return PassageReader.open()


_OPENING = ForkLock()


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the log probabilities of logits, (n,)."""
    if not len(logits):
        return logits
    shifted = logits - logits.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()), dtype=np.float32)


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
