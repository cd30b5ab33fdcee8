"""Fixtures of the tests of the service."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.held import HeldDesk


@pytest.fixture
def held(tmp_path: Path) -> HeldDesk:
    return HeldDesk(tmp_path)
