"""The heavy steps of a build on a cluster, streamed through Ray Data (edge: ray, network)."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.errors import ClusterError, MissingExtra, ModelError, NewsquoteError
from assistant.index.engine import Matrix
from assistant.index.parts import Parts, PassageEmbedder
from assistant.index.request import read_by
from assistant.index.work.workers import ReadPart, Stretch, read_parts

# Files listed at once: their names take a few MB, and a window's end leaves few workers idle.
_FILES_AT_ONCE: Final = 20_000
# Files that one task reads: a task costs some milliseconds, a file takes about ten.
_FILES_A_TASK: Final = 16
# Texts of one block: seconds of work, so that what a dying worker loses is soon done again.
_BLOCK_TEXTS: Final = 512
# Passages for each encoder before the next are taken. An encoder starts in about ten seconds and
# embeds these in some minutes; they take 16 MB of the cluster's memory, their vectors 25 MB.
_PASSAGES_AN_ENCODER: Final = 16_384
# Cores of one encoder: one model on two cores shares its weights in their cache.
_ENCODER_CORES: Final = 2
# Seconds to wait for a block that is said to be made: a start of an encoder and some blocks' work.
PATIENCE: Final = 60.0
# How often that wait may double without a block having come.
_FRUITLESS: Final = 4


class RayWorkers:
    """A Ray cluster's cores: the one that `RAY_ADDRESS` names, else this machine alone.

    Every node needs the same newsquote and the corpus at the same path. Ray Data starts lost
    encoders again and repeats what they were doing without limit (`max_restarts` and
    `max_task_retries` are -1 in its pools). What a lost node took along and Ray does not bring
    back in time is embedded again. Results come in the order given, each once.
    """

    def __init__(self, parts: Parts, model: str, sha256: str) -> None:
        """Connect to the cluster.

        Args:
            parts: the steps of the build; its functions must be importable on every node.
            model: the embedding model, as every node finds it.
            sha256: hash of the model's weights; a node with others is an error.

        Raises:
            MissingExtra: ray is not installed.
            ClusterError: no cluster answers.
        """
        self._parts = parts
        self._model = model
        self._sha256 = sha256
        self._ray, self._started = _connected()

    def read(self, files: Sequence[CorpusFile], fields: FieldNames) -> Iterator[ReadPart]:
        """Yield the files in the order given, in parts of at most `READ_ITEMS` items.

        Raises:
            ClusterError: the cluster failed.
        """
        reader = _Reader(self._parts, fields)
        for first in range(0, len(files), _FILES_AT_ONCE):
            window = [_shipped(file) for file in files[first : first + _FILES_AT_ONCE]]
            blocks = -(-len(window) // _FILES_A_TASK)
            with _errors():
                dataset = self._data().from_items(window, override_num_blocks=blocks)
                rows = dataset.map_batches(reader, batch_size=None, num_cpus=1)
                for batch in rows.iter_batches(batch_size=None, batch_format="numpy"):
                    yield from map(pickle.loads, batch["part"])

    def embed(self, stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Matrix]]:
        """Yield each stretch once, in the order given, with one vector a text.

        Raises:
            ClusterError: the cluster failed.
            ModelError: a node has another model, or another newsquote.
        """
        source = iter(stretches)
        encoders = self._encoders()
        while window := _window(source, encoders * _PASSAGES_AN_ENCODER):
            with _errors():
                texts = [text for stretch in window for text in stretch.texts]
                yield from _dealt(window, self._vectors(texts, encoders))

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        if self._started:
            self._ray.shutdown()

    def _vectors(self, texts: Sequence[str], encoders: int) -> Iterator[Matrix]:
        """Yield the vectors of the texts in their order; what does not come is made again."""
        from ray.exceptions import GetTimeoutError, ObjectLostError

        done, fruitless = 0, 0
        while done < len(texts):
            before = done
            try:
                for vectors in self._made(texts[done:], encoders, PATIENCE * 2**fruitless):
                    yield vectors
                    done += len(vectors)
            except (GetTimeoutError, ObjectLostError):
                # Ray makes a lost block again with the very encoder that made it. It waits for
                # ever where the run has ended, for what encoders are made of has gone with it:
                # https://github.com/ray-project/ray/issues/53727
                fruitless = 0 if done > before else fruitless + 1
                if fruitless > _FRUITLESS:
                    raise

    def _made(self, texts: Sequence[str], encoders: int, patience: float) -> Iterator[Matrix]:
        from ray.data import ActorPoolStrategy
        from ray.data.block import BlockAccessor

        rows = self._data().from_arrow(list(_tables(texts))).map_batches(
            _Encoder,
            fn_constructor_args=(self._parts, self._model, self._sha256, read_by(FieldNames())),
            batch_size=None,
            batch_format="numpy",
            compute=ActorPoolStrategy(min_size=1, max_size=encoders),
            num_cpus=self._cores(),
        )  # fmt: skip
        for bundle in rows.iter_internal_ref_bundles():
            for reference in bundle.block_refs:
                block = BlockAccessor.for_block(self._ray.get(reference, timeout=patience))
                yield np.ascontiguousarray(block.to_numpy("vector"), dtype=np.float32)

    def _cores(self) -> int:
        """Return the cores of one encoder: fewer where no node has so many."""
        largest = max(node["Resources"].get("CPU", 0) for node in self._ray.nodes())
        return max(1, min(_ENCODER_CORES, int(largest)))

    def _encoders(self) -> int:
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)) // self._cores())

    def _data(self) -> Any:
        from ray import data

        # Its plans and progress are no messages of ours; what goes wrong is still said.
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        context = data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        context.raise_original_map_exception = True
        return data


class _Reader:
    """Reads files on a node; a task may be repeated, for it changes nothing."""

    def __init__(self, parts: Parts, fields: FieldNames) -> None:
        self._parts = parts
        self._fields = fields

    def __call__(self, batch: Mapping[str, NDArray[Any]]) -> Iterator[dict[str, list[bytes]]]:
        for shipped in batch["item"]:
            for part in read_parts(self._parts, pickle.loads(shipped), self._fields):
                yield {"part": [pickle.dumps(part)]}


class _Encoder:
    """The embedding model on a node.

    What is wrong with the node is said at the first batch: an actor that fails when it is made is
    taken for lost, and its reason with it.
    """

    def __init__(self, parts: Parts, model: str, sha256: str, read_as: str) -> None:
        self._embedder: PassageEmbedder | None = None
        self._problem = ModelError(f"A node has no model {model!r}. Install it.")
        try:
            self._embedder = _loaded(parts, model, sha256, read_as)
        except ModelError as exc:
            self._problem = exc

    def __call__(self, batch: Mapping[str, NDArray[Any]]) -> dict[str, Matrix]:
        if self._embedder is None:
            raise self._problem
        texts = [text.decode("utf-8", "surrogatepass") for text in batch["text"]]
        return {"vector": self._embedder.encode(texts)}


def _loaded(parts: Parts, model: str, sha256: str, read_as: str) -> PassageEmbedder:
    if read_by(FieldNames()) != read_as:
        raise ModelError("A node has another newsquote. Install the same one on every node.")
    embedder = parts.load_embedder(model)
    if embedder.sha256 != sha256:
        raise ModelError(
            f"A node has another model under the name {model!r} (sha256 "
            f"{embedder.sha256[:12]}, not {sha256[:12]}). Install the same on every node."
        )
    return embedder


def _connected() -> tuple[Any, bool]:
    """Return ray, connected, and whether this call connected it."""
    # Ray reports its use to its makers, unless this is set before it starts.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as exc:
        raise MissingExtra("Building on a cluster", "ray") from exc
    if ray.is_initialized():
        return ray, False
    address = os.environ.get("RAY_ADDRESS")
    # Alone, it listens on this machine only.
    alone: dict[str, Any] = {"_node_ip_address": "127.0.0.1", "include_dashboard": False}
    if address:
        alone = {}
    try:
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **alone)
    except (ConnectionError, RuntimeError, ValueError) as exc:
        raise ClusterError(
            f"No Ray cluster answers at {address or 'this machine'}: {_first_line(exc)}. "
            "Check RAY_ADDRESS, or build without: --on ray left out."
        ) from exc
    return ray, True


@contextmanager
def _errors() -> Iterator[None]:
    """Raise what a node raised, and any failure of the cluster as one of ours."""
    from ray.exceptions import RayError

    try:
        yield
    except RayError as exc:
        cause = getattr(exc, "cause", None)
        if isinstance(cause, NewsquoteError):
            raise cause from exc
        raise ClusterError(
            f"The Ray cluster failed: {_first_line(exc)}. What was embedded is kept; "
            "run it again: newsquote index"
        ) from exc


def _shipped(file: CorpusFile) -> bytes:
    """Return a file as a node needs it: workers run in another folder."""
    sidecar = file.sidecar.absolute() if file.sidecar else None
    return pickle.dumps(replace(file, path=file.path.absolute(), sidecar=sidecar))


def _window(source: Iterator[Stretch], passages: int) -> list[Stretch]:
    window: list[Stretch] = []
    while passages > 0 and (stretch := next(source, None)):
        window.append(stretch)
        passages -= len(stretch.texts)
    return window


def _tables(texts: Sequence[str]) -> Iterator[Any]:
    import pyarrow

    for first in range(0, len(texts), _BLOCK_TEXTS):
        # As bytes: a page may hold half a surrogate pair, which Arrow's strings refuse.
        block = [
            text.encode("utf-8", "surrogatepass") for text in texts[first : first + _BLOCK_TEXTS]
        ]
        yield pyarrow.table({"text": pyarrow.array(block, pyarrow.binary())})


def _dealt(window: Sequence[Stretch], blocks: Iterator[Matrix]) -> Iterator[tuple[Stretch, Matrix]]:
    """Give each stretch its rows of the blocks, which are in the same order."""
    rest: list[Matrix] = []
    for stretch in window:
        wanted = len(stretch.texts)
        while sum(map(len, rest)) < wanted:
            rest.append(next(blocks))
        rows = np.concatenate(rest) if rest else np.empty((0, 0), np.float32)
        yield stretch, rows[:wanted]
        rest = [rows[wanted:]]


def _first_line(exc: Exception) -> str:
    lines = str(exc).strip().splitlines()
    return lines[0] if lines else type(exc).__name__
