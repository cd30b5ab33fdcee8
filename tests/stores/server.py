"""A PostgreSQL server of the tests' own: Debian's, in a temporary folder, on a socket in it."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

# Of a start or a stop; both take a second or two.
PATIENCE_SECONDS = 60

# The tests' schemas take some 300 MB.
ROOM_BYTES = 2 * 2**30

# Nothing of the tests outlives them, so nothing needs to reach the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
}


def find_programs() -> Path | None:
    """Return the folder of `initdb` and `postgres`, the newest version's."""
    found = [Path(path).parent for path in glob.glob("/usr/lib/postgresql/*/bin/initdb")]
    found.sort(key=lambda path: float(path.parent.name))
    named = shutil.which("initdb")
    if named:
        found.insert(0, Path(named).resolve().parent)
    return next((path for path in reversed(found) if (path / "postgres").exists()), None)


class PostgresServer:
    """A cluster with an empty database `news`; its user is `newsquote`."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        # A socket's name may have 107 characters, which pytest's own folders exceed.
        self.folder = Path(tempfile.mkdtemp(prefix="newsquote-", dir=_quick_folder()))
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            user = _unprivileged()
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._process: subprocess.Popen[bytes] | None = None
        options = ("--username=newsquote", "--auth=trust", "--encoding=UTF8", "--locale=C")
        self._run("initdb", "-D", str(self.folder / "data"), *options, "--no-sync")
        # One user has a password, to see that it is asked for and never shown.
        hba = self.folder / "data" / "pg_hba.conf"
        hba.write_text("local all guarded scram-sha-256\nlocal all all trust\n")
        self.start()
        with psycopg.connect(self.uri("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE news")

    def uri(self, database: str = "news", user: str = "newsquote") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = {**SETTINGS, "unix_socket_directories": str(self.folder)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(self.folder / "data"), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._as,
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                psycopg.connect(self.uri("postgres"), connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End every connection and the server."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(PATIENCE_SECONDS)
        self._process = None

    def remove(self) -> None:
        # Nothing needs to be written out any more.
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments],
            check=True,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            cwd=self.folder,
            **self._as,
        )


def _quick_folder() -> str | None:
    """Return the folder of shared memory if it has room: the tests make thousands of files."""
    shared = "/dev/shm"
    if os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > ROOM_BYTES:
        return shared
    return None


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("No user to run PostgreSQL as; add one: useradd --system postgres")
