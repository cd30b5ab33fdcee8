"""Run a Milvus server that nobody else can reach (a program).

The server listens on all interfaces and asks for no password, so it runs in a network namespace
of its own. One listening socket, made outside and inherited, leads in.

    unshare -n python -m tests.engines.namespace SOCKET COMMAND...

prints `ready` when the server is; ends, and the server with it, when its input ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from threading import Thread

SERVICE = ("127.0.0.1", 19530)
HEALTH = "http://127.0.0.1:9091/healthz"
# Seven on an idle machine.
START_SECONDS = 200
STOP_SECONDS = 20


def main() -> int:
    """Return 1 if the server did not start in time."""
    # Ended by a signal, it ends the server as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    inherited = socket.socket(fileno=int(sys.argv[1]))
    _raise_loopback()
    with subprocess.Popen(sys.argv[2:], stdout=sys.stderr, start_new_session=True) as server:
        try:
            if not _healthy(server):
                return 1
            Thread(target=_accept, args=(inherited,), daemon=True).start()
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            sys.stdin.read()
            return 0
        finally:
            _stop(server)


def _raise_loopback() -> None:
    set_flags, up_and_running = 0x8914, 0x41
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, set_flags, struct.pack("16sh14x", b"lo", up_and_running))


def _healthy(server: subprocess.Popen[bytes]) -> bool:
    late = time.monotonic() + START_SECONDS
    # A proxy of the environment would be asked for the loopback address too.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < late and server.poll() is None:
        try:
            with opener.open(HEALTH, timeout=5) as answer:
                if answer.read() == b"OK":
                    return True
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    return False


def _accept(listening: socket.socket) -> None:
    while True:
        outside, _ = listening.accept()
        try:
            inside = socket.create_connection(SERVICE)
        except OSError:
            outside.close()
            continue
        for source, sink in ((outside, inside), (inside, outside)):
            Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(2**16):
            sink.sendall(data)
    except OSError:
        pass
    finally:
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        # Its own child too, should it have outlived it.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
