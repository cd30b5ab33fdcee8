"""Who may enter, as given on the command line (files)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Self

from assistant.errors import InvalidRequest

HOW = "Give --auth NAME:PASSWORD, or a file with such lines."


@dataclass(frozen=True, slots=True)
class Credentials:
    """Names with the sha256 of their passwords; nothing here prints a password."""

    digests: dict[str, bytes] = field(repr=False)

    @classmethod
    def parse(cls, given: str) -> Self:
        """Return the credentials of `NAME:PASSWORD`, or of the lines of a file.

        Raises:
            InvalidRequest: it is neither, or a line of the file has no name or no password.
        """
        path = Path(given)
        if path.is_file():
            return cls.of_lines(path.read_text(encoding="utf-8"), str(path))
        if ":" not in given:
            raise InvalidRequest(f"--auth names no file and holds no colon. {HOW}")
        return cls(dict([_pair(given, "--auth")]))

    @classmethod
    def of_lines(cls, text: str, where: str) -> Self:
        """Return the credentials of `NAME:PASSWORD` lines; blank lines and # comments are skipped.

        Raises:
            InvalidRequest: a line has no name or no password, a name comes twice, or none is left.
        """
        digests: dict[str, bytes] = {}
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            name, digest = _pair(line, f"{where}, line {number}")
            if name in digests:
                raise InvalidRequest(f"{where}, line {number} names {name!r} again. Keep one.")
            digests[name] = digest
        if not digests:
            raise InvalidRequest(f"{where} holds no NAME:PASSWORD line. Write one.")
        return cls(digests)

    def admit(self, name: str, password: str) -> bool:
        """Whether the pair is known; takes as long for a wrong name as for a wrong password."""
        # Digests have one length, so that comparing them tells nothing of the password's.
        expected = self.digests.get(name)
        same = hmac.compare_digest(_digest(password), expected or b"\0" * sha256().digest_size)
        return same and expected is not None


def _pair(line: str, where: str) -> tuple[str, bytes]:
    name, colon, password = line.partition(":")
    if not colon or not name or not password:
        # The line itself may hold a password, and an error ends up in logs.
        raise InvalidRequest(f"{where} is not NAME:PASSWORD. {HOW}")
    return name, _digest(password)


def _digest(password: str) -> bytes:
    return sha256(password.encode("utf-8", "surrogateescape")).digest()
