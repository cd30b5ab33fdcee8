"""Measures quality and speed; not part of the tests."""
