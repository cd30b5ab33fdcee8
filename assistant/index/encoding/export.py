"""Export the embedding model to ONNX, checked against the original (torch; writes files)."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.index.encoding.encoder import MODEL_FILE, TOKENIZER_FILE, Encoder, EncoderSettings
from assistant.inference import load_onnxruntime

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from assistant.index.encoding.embedder import Embedder

_OPSET: Final = 17
# Two fp32 computations of the same model agree to about six digits; less is another model.
_MIN_COSINE: Final = 0.9999
_SAMPLES: Final = (
    "when did the minister resign",
    "a",
    "The two sides signed it on Monday, 3 June 2019, after talks in Geneva.\n\nNo date was set.",
    "회담은 월요일에 열렸다. Élysée 🙂",
    "Storms cut power to towns along the coast. " * 60,
)


def export_encoder(embedder: Embedder, model: SentenceTransformer, folder: Path) -> None:
    """Write encoder.onnx, tokenizer.json and encoder.json into `folder` (made if absent).

    The export is opened and compared with the model on sample texts. Where that fails, only
    encoder.json is written, with the backend `sentence-transformers` and the reason.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = _settings(embedder, "onnx")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".export-") as name:
        draft = Path(name)
        why = _try_export(embedder, model, settings, draft)
        if not why:
            for file in (MODEL_FILE, TOKENIZER_FILE):
                shutil.move(draft / file, folder / file)
    if why:
        settings = _settings(embedder, "sentence-transformers", why)
    settings.write(folder)


def _settings(embedder: Embedder, backend: str, why: str = "") -> EncoderSettings:
    return EncoderSettings(
        model=embedder.name,
        sha256=embedder.sha256,
        dimension=embedder.dimension,
        max_tokens=embedder.max_tokens,
        pad_id=embedder.pad_id,
        backend=backend,
        why=why,
    )


def _try_export(
    embedder: Embedder, model: SentenceTransformer, settings: EncoderSettings, draft: Path
) -> str:
    """Export into `draft` and compare; return why it is of no use, or the empty string."""
    try:
        embedder.write_tokenizer(draft / TOKENIZER_FILE)
        _write_onnx(model, draft / "plain.onnx")
        _optimise(draft / "plain.onnx", draft / MODEL_FILE)
        settings.write(draft)
        vectors = Encoder.open(draft).encode(_SAMPLES)
    except OSError:
        raise
    # An exporter fails in as many ways as there are models; the original still answers.
    except Exception as exc:
        return f"{type(exc).__name__}: {(str(exc).strip() or '?').splitlines()[0][:200]}"
    cosine = float((vectors * embedder.encode_exactly(_SAMPLES)).sum(axis=1).min())
    return "" if cosine >= _MIN_COSINE else f"cosine with the original is {cosine:.5f}"


def _write_onnx(model: SentenceTransformer, path: Path) -> None:
    import torch

    class Whole(torch.nn.Module):
        """All modules of the model, as one that takes and gives tensors."""

        def __init__(self) -> None:
            super().__init__()
            self.modules_in_order = torch.nn.ModuleList(list(model))

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features: dict[str, Any] = {"input_ids": input_ids, "attention_mask": attention_mask}
            for module in self.modules_in_order:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)

    example = torch.ones((2, 12), dtype=torch.int64)
    axes = {0: "texts", 1: "tokens"}
    with contextlib.suppress(AttributeError):
        # Else a failed export prints its whole graph to stdout, where the answers go.
        torch._C._jit_set_onnx_log_enabled(False)
    with warnings.catch_warnings(), torch.inference_mode():
        # The tracing exporter warns of its age and of what tracing may miss; the comparison that
        # follows decides. It is the only exporter that needs no further package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(),
            (example, example),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vector": {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,
        )


def _optimise(plain: Path, optimised: Path) -> None:
    """Save the graph as onnxruntime simplifies it, so that opening it need not do so again."""
    onnxruntime = load_onnxruntime()
    options: Any = onnxruntime.SessionOptions()
    # Extended, not all: the layout changes beyond it are made for one processor only.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(optimised)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(plain), options, providers=["CPUExecutionProvider"])
