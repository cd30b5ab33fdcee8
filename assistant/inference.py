"""Exported models, run by ONNX Runtime: the only door to it (edge: onnxruntime, files)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from numpy.typing import NDArray

from assistant.forks import ForkLock, abandon, watch

# A row is short: a second thread takes a quarter more processor time, and a server has other
# questions for it.
THREADS: Final = 1
# A damaged file is raised as an error; onnxruntime's own lines on stderr would say it twice.
_FATAL: Final = 4
# Since 1.29 onnxruntime reports its use to Microsoft, unless this is set before it is imported.
_TELEMETRY_OFF: Final = "ORT_DISABLE_TELEMETRY"


def load_onnxruntime() -> Any:
    """Import onnxruntime with its telemetry off, which else uploads from a thread of its own.

    If the host application has imported it before, its choice for the uploader stands; events are
    switched off all the same.
    """
    os.environ.setdefault(_TELEMETRY_OFF, "1")
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


class Model:
    """An ONNX model on the processor; safe for several threads, and in a forked child.

    `threads` work on one run. A child opens the file again at its first run, for the threads that
    it copied are gone.

    Raises:
        Exception: onnxruntime's own kinds, which share no base, where the file is no model.
    """

    def __init__(self, path: Path, threads: int = THREADS) -> None:
        self._path = path
        self._threads = threads
        self._lock = ForkLock()
        self._session: Any = _session(path, threads)
        watch(self)

    def run(self, outputs: Sequence[str], inputs: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """Return the named outputs for the named inputs."""
        session = self._session or self._open_again()
        found: list[NDArray[Any]] = session.run(list(outputs), dict(inputs))
        return found

    def renew(self) -> None:
        """Abandon the session of the parent process."""
        if self._session is not None:
            abandon(self._session)
            self._session = None

    def _open_again(self) -> Any:
        with self._lock:
            self._session = self._session or _session(self._path, self._threads)
            return self._session


def _session(path: Path, threads: int) -> Any:
    onnxruntime = load_onnxruntime()
    options = onnxruntime.SessionOptions()
    # What we export is already simplified; doing it again would only lengthen the start.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that wait by spinning would take the processor from a server's other questions.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = _FATAL
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
