"""Who reads and embeds for a build: the model, and the workers that run it."""

from __future__ import annotations

from contextlib import closing
from typing import Final

from assistant.errors import InvalidRequest
from assistant.index.encoding.heap import release
from assistant.index.manifest import Manifest
from assistant.index.parts import ENCODER_FOLDER, PassageEmbedder
from assistant.index.request import Request
from assistant.index.work.workers import LocalWorkers, Workers
from assistant.settings import PASSAGE_CHARACTERS

# Passages that the index's own encoder embeds sooner than torch is imported and its model loaded.
SMALL_UPDATE: Final = 400


def check_place(on: str | None) -> None:
    """Make sure that there is such a place to read and embed on.

    Raises:
        InvalidRequest: there is none by this name.
    """
    if on not in (None, "ray"):
        raise InvalidRequest(f"Nothing to build on by the name {on!r}. Give: --on ray")


class ModelChanged(Exception):
    """The weights behind the model's name are not those of the state that a build goes on from."""


class Staff:
    """The embedder and the workers of one build, each made when it is first needed."""

    def __init__(self, request: Request, old: Manifest | None, sha256: str | None) -> None:
        """Expect the weights `sha256`, if it is known."""
        self._request = request
        self._old = old
        self._sha256 = sha256
        self._embedder: PassageEmbedder | None = None

    def embedder(self, characters: int | None = None) -> PassageEmbedder:
        """Return what embeds, for texts of so many `characters` or for any.

        Raises:
            ModelChanged: the weights are not the expected ones.
            ModelError, MissingExtra: the model cannot be loaded.
        """
        if self._embedder is not None:
            return self._embedder
        if characters is not None and (small := self._small(characters)):
            return small
        self._embedder = self._request.parts.load_embedder(self._request.model)
        if self._sha256 not in (None, self._embedder.sha256):
            raise ModelChanged
        return self._embedder

    def readers(self) -> closing[Workers]:
        """Return who reads files."""
        return closing(self._workers(None))

    def embedders(self, embedder: PassageEmbedder) -> closing[Workers]:
        """Return who embeds passages."""
        return closing(self._workers(embedder))

    def dismiss(self) -> None:
        """Let the model go, if it was loaded: the host goes on without its 200 MiB."""
        if self._embedder is not None:
            self._embedder = None
            release()

    def _small(self, characters: int) -> PassageEmbedder | None:
        if self._old is None or characters > SMALL_UPDATE * PASSAGE_CHARACTERS:
            return None
        encoder = self._old.folder(self._request.index) / ENCODER_FOLDER
        model = self._old.model
        return self._request.parts.load_small(self._request.model, encoder, model.sha256)

    def _workers(self, embedder: PassageEmbedder | None) -> Workers:
        request = self._request
        if request.workers is not None:
            return _Lent(request.workers)
        if request.on is None:
            # The small embedder is another object than what the model's name loads.
            model = request.model if embedder is self._embedder else None
            return LocalWorkers(request.parts, embedder, model=model)
        from assistant.index.work.ray_workers import RayWorkers

        return RayWorkers(request.parts, request.model, embedder.sha256 if embedder else "")


class _Lent:
    """Workers that the caller closes."""

    def __init__(self, workers: Workers) -> None:
        self.read = workers.read
        self.embed = workers.embed

    def close(self) -> None:
        """Leave them to the caller."""
