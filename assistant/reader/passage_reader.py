"""The reader that ships with the package (reads its files; onnxruntime, no torch)."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.reader.reading import Reading

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS: Final = Path(__file__).parent / "weights"
MODEL_FILE: Final = "reader.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"
ABOUT_FILE: Final = "reader.json"

# As in training: a question or a headline beyond this is rare, and its end says little.
QUESTION_TOKENS: Final = 40
TITLE_TOKENS: Final = 40
# A passage has at most 256 tokens, and its outer sentences are read whole.
PASSAGE_TOKENS: Final = 384
_CLS: Final = 101
_SEP: Final = 102
# Padded tokens read at once: larger batches leave the processor's cache.
_BATCH_TOKENS: Final = 1024
_THREADS: Final = 2
_FATAL: Final = 4


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

    def __init__(self, session: Any, tokenizer: Tokenizer, name: str) -> None:
        self._session = session
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
                _session(folder / MODEL_FILE), _tokenizer(folder / TOKENIZER_FILE), about["name"]
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
        """Return what is found in each passage, given as title and text, in their order."""
        asked = self._tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION_TOKENS]
        rows = [self._row(asked, title, text) for title, text in passages]
        readings: dict[int, Reading] = {}
        order = sorted(range(len(rows)), key=lambda number: -len(rows[number].ids))
        while order:
            size = max(1, _BATCH_TOKENS // len(rows[order[0]].ids))
            numbers, order = order[:size], order[size:]
            found = self._forward([rows[number] for number in numbers])
            readings.update(zip(numbers, found, strict=True))
        return [readings[number] for number in range(len(rows))]

    def _row(self, question: list[int], title: str, text: str) -> _Row:
        named = self._tokenizer.encode(title, add_special_tokens=False).ids[:TITLE_TOKENS]
        words = self._tokenizer.encode(text, add_special_tokens=False)
        head = [_CLS, *question, _SEP, *named, _SEP]
        ids = [*head, *words.ids[:PASSAGE_TOKENS], _SEP]
        offsets = np.asarray(words.offsets[:PASSAGE_TOKENS], dtype=np.int64).reshape(-1, 2)
        return _Row(ids, len(question) + 2, len(head), offsets)

    def _forward(self, rows: Sequence[_Row]) -> list[Reading]:
        shape = (len(rows), max(len(row.ids) for row in rows))
        ids, types, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        for number, row in enumerate(rows):
            ids[number, : len(row.ids)] = row.ids
            types[number, row.title : len(row.ids)] = 1
            mask[number, : len(row.ids)] = 1
        starts, ends, answerable = self._session.run(
            ["starts", "ends", "answerable"],
            {"input_ids": ids, "token_type_ids": types, "attention_mask": mask},
        )
        return [
            _reading(row, starts[number], ends[number], float(answerable[number]))
            for number, row in enumerate(rows)
        ]


@cache
def shipped_reader() -> PassageReader:
    """Return the reader of the package, opened once a process.

    Raises:
        ModelError: its files are missing or damaged.
    """
    with _OPENING:
        return PassageReader.open()


_OPENING = threading.Lock()


def _reading(
    row: _Row, starts: NDArray[np.float32], ends: NDArray[np.float32], answerable: float
) -> Reading:
    inside = slice(row.passage, row.passage + len(row.offsets))
    return Reading(
        answerable, row.offsets, _log_softmax(starts[inside]), _log_softmax(ends[inside])
    )


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(initial=-np.inf)
    return np.asarray(shifted - np.log(np.exp(shifted).sum()), dtype=np.float32)


def _session(path: Path) -> Any:
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    # Threads that wait by spinning would take the processor from a server's other questions.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = _FATAL
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
