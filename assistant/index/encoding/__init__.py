"""Texts to vectors: at the build, and for questions."""
