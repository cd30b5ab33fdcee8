"""Measures an assistant on questions whose answers are known."""
