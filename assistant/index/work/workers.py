"""Where the heavy steps of a build run: reading files and embedding passages."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event, Lock
from typing import Final, Protocol, TypeVar

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.errors import WorkerLost
from assistant.index.encoding.lanes import cores
from assistant.index.encoding.processes import EncodeTexts, encoder_processes
from assistant.index.engine import Matrix
from assistant.index.parts import Parts, PassageEmbedder
from assistant.index.work.child import Child, portable
from assistant.index.work.crew import Runner, in_order
from assistant.index.work.reading import READ_ITEMS as READ_ITEMS
from assistant.index.work.reading import ReadFiles, corpus_size, grouped, reading_processes
from assistant.index.work.reading import ReadPart as ReadPart
from assistant.index.work.reading import read_parts as read_parts

Result = TypeVar("Result")

# Parts of one group of files kept until their turn: a few megabytes.
_PARTS_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages to embed: their keys, and as many texts as the embedder reads them."""

    keys: tuple[int, ...]
    texts: tuple[str, ...]


class Workers(Protocol):
    """Reads and embeds for a build."""

    def read(self, files: Sequence[CorpusFile], fields: FieldNames) -> Iterator[ReadPart]:
        """Yield the files in the order given, in parts of at most `READ_ITEMS` items."""
        ...

    def embed(self, stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Matrix]]:
        """Yield each stretch once, in the order given, with one vector a text.

        Stretches are taken ahead of need, by a bounded number.
        """
        ...

    def close(self) -> None:
        """Stop what runs; the workers are not used afterwards."""
        ...


class LocalWorkers:
    """This machine's cores.

    `embedder`, or what loads it when it is first needed, is used by one thread at a time.
    `processes` read files; without it as many as `reading_processes` says. `encoders` processes
    embed, if the `model` is named that they are to load; without it as many as `encoder_processes`
    says, which is this one alone up to 16 cores.
    """

    def __init__(
        self,
        parts: Parts,
        embedder: PassageEmbedder | Callable[[], PassageEmbedder] | None = None,
        *,
        processes: int | None = None,
        model: str | None = None,
        encoders: int | None = None,
    ) -> None:
        self._parts = parts
        self._embedder = embedder
        self._processes = processes
        self._model = model
        self._encoders = encoder_processes(cores()) if encoders is None else encoders
        self._loading = Lock()
        self._running: list[Generator[object, None, None]] = []

    def read(self, files: Sequence[CorpusFile], fields: FieldNames) -> Iterator[ReadPart]:
        """Yield the files in the order given, in parts of at most `READ_ITEMS` items.

        Large corpora are read by several processes, some files ahead of the caller.

        Raises:
            WorkerLost: a process ended before its files were read.
        """
        read = ReadFiles(self._parts.read_file, self._parts.signature, fields)
        processes = self._processes
        if processes is None:
            processes = reading_processes(cores(), corpus_size(files))
        if processes < 2 or len(files) < 2 or not portable(read.read_file, read.signature):
            return read(files)
        groups = grouped(files)
        return self._begun(
            in_order(lambda: Child(read), groups, processes, results_ahead=_PARTS_AHEAD)
        )

    def embed(self, stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Matrix]]:
        """Yield each stretch once, in the order given, with one vector a text.

        While the caller stores one stretch, the next is embedded. Stretches are taken in the
        caller's thread, one more than there are encoders ahead.

        Raises:
            WorkerLost: an encoding process ended before its texts were embedded.
        """
        runners = self._encoders if self._model and portable(self._parts.load_embedder) else 1
        return self._begun(
            in_order(lambda: self._encoder(runners), stretches, runners, results_ahead=1)
        )

    def close(self) -> None:
        """Stop what runs; iterators that were not at their end are now."""
        for running in self._running:
            running.close()
        self._running.clear()

    def _begun(self, running: Generator[Result, None, None]) -> Generator[Result, None, None]:
        self._running.append(running)
        return running

    def _encoder(self, runners: int) -> Runner[Stretch, tuple[Stretch, Matrix]]:
        if self._embedder is None:
            raise ValueError("These workers were made to read only. Give them an embedder.")
        with self._loading:
            embedder = self._embedder() if callable(self._embedder) else self._embedder
            self._embedder = embedder
        if self._model is None or runners == 1:
            return _Embedding(embedder)
        threads = max(1, cores() // runners)
        load, sha256 = self._parts.load_embedder, embedder.sha256
        return _Remote(Child(EncodeTexts(load, self._model, sha256, threads)))


class _Embedding:
    """Embeds in the thread that it is called from."""

    def __init__(self, embedder: PassageEmbedder) -> None:
        self._embedder = embedder
        self._stop = Event()

    def run(self, task: Stretch) -> Iterator[tuple[Stretch, Matrix]]:
        yield task, self._embedder.encode(task.texts, self._go_on)

    def close(self) -> None:
        self._stop.set()

    def _go_on(self, _stage: str, _done: int, _total: int) -> None:
        """End a stretch that nobody waits for: some take a minute."""
        if self._stop.is_set():
            raise WorkerLost("Embedding was stopped before its end.")


class _Remote:
    """Has another process embed."""

    def __init__(self, child: Child[tuple[str, ...], Matrix]) -> None:
        self._child = child

    def run(self, task: Stretch) -> Iterator[tuple[Stretch, Matrix]]:
        for vectors in self._child.run(task.texts):
            yield task, vectors

    def close(self) -> None:
        self._child.close()
