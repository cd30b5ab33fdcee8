"""Measure the server."""
