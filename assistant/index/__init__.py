"""Passages to an index folder; opening, searching and verifying it."""
