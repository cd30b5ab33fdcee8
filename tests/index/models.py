"""A tiny model made on the spot: other dimensions and pooling than the default one."""

from __future__ import annotations

import warnings
from pathlib import Path

from assistant.index.encoding.weights import load_model


def make_tiny_model(folder: Path, pooling: str = "cls") -> Path:
    """Save a sentence-transformers model of one random layer with the default's tokenizer."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import BertConfig, BertModel

    with warnings.catch_warnings():
        # Newer releases keep the modules elsewhere and warn; older ones know only this place.
        warnings.simplefilter("ignore", DeprecationWarning)
        from sentence_transformers.models import Pooling, Transformer
    default, _ = load_model()
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=30522,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder / "bert")
    default.tokenizer.save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"), max_seq_length=48)
    model = SentenceTransformer(modules=[transformer, Pooling(32, pooling_mode=pooling)])
    model.save(str(folder / "model"))
    return folder / "model"
