"""Run a function in a process of its own, its results streamed back (edge: processes, pipes).

Not by multiprocessing: that runs the host's main module once more in each process, which a script
without a guard for it does not survive.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, Final, Generic, TypeVar

from assistant.errors import NewsquoteError, WorkerLost

Task = TypeVar("Task")
Result = TypeVar("Result")

_PROGRAM: Final = (
    "import sys; sys.path[:] = {path!r}; from assistant.index.work.child import serve; serve()"
)
_RESULT: Final = "result"
_END: Final = "end"
_ERROR: Final = "error"


def portable(*functions: object) -> bool:
    """Return whether another process can be handed these functions by their names."""
    if not sys.executable:
        return False
    try:
        pickle.dumps(functions)
    # What cannot be pickled says so by errors of several kinds.
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return not any(getattr(one, "__module__", "") == "__main__" for one in functions)


class Child(Generic[Task, Result]):
    """A process that runs `function` on one task after another; for one thread.

    The function is found by its name there, so it belongs to a module and is `portable`.
    """

    def __init__(self, function: Callable[[Task], Iterable[Result]]) -> None:
        program = _PROGRAM.format(path=sys.path)
        command = [sys.executable, "-c", program]
        self._pipes: tuple[IO[bytes] | None, ...] = ()
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as exc:
            raise WorkerLost(
                f"A worker process cannot be started ({exc.strerror}). "
                "Free memory or processes, then run the command again."
            ) from exc
        self._pipes = (self._process.stdin, self._process.stdout)
        self._send(function)

    def run(self, task: Task) -> Iterator[Result]:
        """Yield what the function yields; its error is raised here.

        Raises:
            WorkerLost: the process ended.
        """
        self._send(task)
        while True:
            kind, value = self._receive()
            if kind == _END:
                return
            if kind == _ERROR:
                raise value
            yield value

    def close(self) -> None:
        """End the process, also in the middle of a task, which then raises `WorkerLost`."""
        self._process.kill()
        self._process.wait()

    def __del__(self) -> None:
        for pipe in self._pipes:
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _send(self, what: object) -> None:
        try:
            _write(_open(self._process.stdin), what)
        except OSError as exc:
            raise self._lost() from exc

    def _receive(self) -> tuple[str, Any]:
        try:
            kind, value = pickle.load(_open(self._process.stdout))
        except (EOFError, pickle.UnpicklingError, OSError) as exc:
            raise self._lost() from exc
        return kind, value

    def _lost(self) -> WorkerLost:
        # Its pipe is closed, so it is ending; what keeps it is none of ours.
        self._process.kill()
        status = self._process.wait()
        how = f"killed by signal {-status}" if status < 0 else f"exit status {status}"
        return WorkerLost(
            f"A worker process ended before its task ({how}), often for want of memory. "
            "Run the command again: it goes on from what is done."
        )


def serve() -> None:
    """Be the other process: read a function and tasks from stdin, write results to stdout."""
    # The parent ends us; Ctrl-C in a terminal reaches both.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks = sys.stdin.buffer
    # A library that prints would write between the results; what it says belongs to stderr.
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # The parent is gone, or wants no more.
    with contextlib.suppress(EOFError, BrokenPipeError):
        function: Any = None
        try:
            function = pickle.load(tasks)
        # An import may fail in any way; the parent hears of it in answer to its first task.
        except (ImportError, AttributeError) as exc:
            function = _failing(exc)
        while True:
            _answer(function, pickle.load(tasks), results)


def _answer(function: Callable[[Any], Iterable[Any]], task: Any, results: IO[bytes]) -> None:
    try:
        for result in function(task):
            _write(results, (_RESULT, result))
    except BrokenPipeError:
        raise
    # The function is the caller's: whatever it raises is raised again in the parent.
    except Exception as exc:
        _write(results, (_ERROR, _sendable(exc)))
    else:
        _write(results, (_END, None))


def _failing(exc: Exception) -> Callable[[Any], Iterable[Any]]:
    def fail(_: Any) -> Iterable[Any]:
        raise exc

    return fail


def _sendable(exc: Exception) -> Exception:
    """Return the error itself if it survives the way, else one that says the same."""
    try:
        if type(pickle.loads(pickle.dumps(exc))) is type(exc):
            return exc
    # An exception may define its making as it likes, and fail at it in any way.
    except Exception:
        pass
    if isinstance(exc, NewsquoteError):
        return NewsquoteError(str(exc))
    return WorkerLost(f"A worker process failed: {type(exc).__name__}: {exc}")


def _write(stream: IO[bytes], what: object) -> None:
    # As a whole first: what cannot be pickled must not leave half of itself in the pipe.
    stream.write(pickle.dumps(what, protocol=pickle.HIGHEST_PROTOCOL))
    stream.flush()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError("the pipe is closed")
    return stream
