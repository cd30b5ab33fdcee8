"""The tables of a state's catalogue in SQLite; pure."""

from __future__ import annotations

from typing import Final

SCHEMA: Final = """
CREATE TABLE files (name TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped (file TEXT NOT NULL, path TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX skipped_by_file ON skipped (file);
CREATE TABLE texts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, file INTEGER NOT NULL,
    offset INTEGER NOT NULL, signature INTEGER NOT NULL, length INTEGER NOT NULL,
    characters INTEGER NOT NULL, banded INTEGER NOT NULL DEFAULT 0, part_of INTEGER);
CREATE INDEX texts_by_group ON texts (part_of);
CREATE TABLE reports (
    key INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, text INTEGER NOT NULL,
    title TEXT NOT NULL, source TEXT, author TEXT, published TEXT, published_basis TEXT NOT NULL,
    url TEXT, path TEXT NOT NULL, language TEXT, standing INTEGER);
CREATE INDEX reports_by_file ON reports (file);
CREATE INDEX reports_by_text ON reports (text);
CREATE INDEX copies_by_standing ON reports (standing) WHERE standing <> key;
CREATE TABLE embedded (
    text INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, source TEXT, published TEXT,
    language TEXT, pending INTEGER NOT NULL DEFAULT 0);
CREATE INDEX embedded_pending ON embedded (text) WHERE pending;
CREATE TABLE passages (
    key INTEGER PRIMARY KEY, text INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL);
CREATE INDEX passages_by_text ON passages (text);
CREATE TABLE doomed (key INTEGER PRIMARY KEY);
CREATE TABLE bands (name TEXT PRIMARY KEY);
CREATE TABLE totals (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE changed (text INTEGER PRIMARY KEY);
CREATE TABLE before (
    key INTEGER PRIMARY KEY, path TEXT NOT NULL, text INTEGER NOT NULL, described TEXT NOT NULL);
"""

# Everything that tells two readings of one text at one place apart.
DESCRIBED: Final = "json_array(title, source, author, published, published_basis, url, language)"
