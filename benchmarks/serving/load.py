"""Many readers at once: `python -m benchmarks.serving.load INDEX [--seconds 60] [--clients 32]`.

Starts `newsquote serve` on the index, asks each question once alone, then lets all clients ask
without pause, each its own questions. Every answer is compared with the answer to the same question
asked alone. Prints errors, mix-ups, response times, throughput, and the server's memory.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

# What differs between two answers to one question: how long it took, and the digest over that.
VARYING: Final = ("took_ms", "digest")
# A server of one core answers a few a second; a client waits behind all the others.
PATIENCE: Final = 300.0
SAMPLE_SECONDS: Final = 5.0
# Of the server's memory after the first minute.
MOST_GROWTH: Final = 0.10
# Until caches are warm and every worker has run, memory may grow.
WARM_SECONDS: Final = 60.0


@dataclass(slots=True)
class Seen:
    """What the clients saw: seconds of each answer, and what went wrong by kind."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    mixed_up: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """A sample of the server's memory: seconds since the start, MB resident and MB of its own.

    Files of the index that are mapped count as resident, but can be dropped at any time.
    """

    second: float
    resident: float
    own: float


def main() -> None:
    options = _options()
    with _served(options) as (url, process):
        sound = asyncio.run(_measure(url, process, options))
    sys.exit(0 if sound else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--questions", type=int, default=128, help="different ones, in all")
    parser.add_argument("--parallel", type=int, help="--max-parallel of the server")
    return parser.parse_args()


@contextmanager
def _served(options: argparse.Namespace) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0"]
    command += ["--index", str(options.index), "--timeout", str(PATIENCE)]
    if options.parallel:
        command += ["--max-parallel", str(options.parallel)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stderr is not None
        url = next(word for word in process.stderr.readline().split() if word.startswith("http"))
        try:
            yield url, process
        finally:
            process.terminate()
            print(f"stopped with status {process.wait(10)}; stderr: {process.stderr.read()!r}")


async def _measure(url: str, process: subprocess.Popen[str], options: argparse.Namespace) -> bool:
    """Return whether nothing went wrong and memory stayed flat."""
    limits = httpx.Limits(max_connections=options.clients)
    async with httpx.AsyncClient(
        base_url=url, trust_env=False, timeout=PATIENCE, limits=limits
    ) as client:
        questions = await _questions(client, options.questions)
        alone = [time.perf_counter()]
        known = {}
        for question in questions:
            known[question] = await _answer(client, question)
            alone.append(time.perf_counter())
        print(f"{len(known)} questions; alone {_times(_steps(alone))}")
        memory: list[Memory] = []
        sampling = asyncio.create_task(_sample(process.pid, memory))
        seen = Seen()
        started, worked = time.perf_counter(), _processor_seconds(process.pid)
        mine = [questions[number :: options.clients] for number in range(options.clients)]
        until = started + options.seconds
        await asyncio.gather(*(_client(client, each, known, until, seen) for each in mine))
        took = time.perf_counter() - started
        sampling.cancel()
    worked = _processor_seconds(process.pid) - worked
    print(f"{worked / max(1, len(seen.seconds)):.3f} s of a processor for each answer")
    _report(seen, took, memory)
    return not seen.wrong and not seen.mixed_up and _growth(memory) <= MOST_GROWTH


async def _questions(client: httpx.AsyncClient, wanted: int) -> list[str]:
    """Return questions about articles of the index: one for each of its newest titles."""
    titles: dict[str, None] = {}
    offset = 0
    while len(titles) < wanted:
        page = (await client.get("api/articles", params={"limit": 200, "offset": offset})).json()
        if not page["articles"]:
            break
        titles.update((each["title"][:400], None) for each in page["articles"] if each["title"])
        offset += 200
    return [f"What is known about this: {title}?" for title in list(titles)[:wanted]]


async def _answer(client: httpx.AsyncClient, question: str) -> str:
    """Return an answer as text, without what differs from time to time."""
    response = await client.post("api/ask", json={"question": question})
    response.raise_for_status()
    data: dict[str, Any] = response.json()
    return json.dumps({key: value for key, value in data.items() if key not in VARYING})


async def _client(
    client: httpx.AsyncClient, questions: list[str], known: dict[str, str], until: float, seen: Seen
) -> None:
    number = 0
    while questions and time.perf_counter() < until:
        question = questions[number % len(questions)]
        number += 1
        began = time.perf_counter()
        try:
            answer = await _answer(client, question)
        except httpx.HTTPError as error:
            response = getattr(error, "response", None)
            seen.wrong[str(response.status_code) if response else type(error).__name__] += 1
            continue
        seen.seconds.append(time.perf_counter() - began)
        seen.mixed_up += answer != known[question]


async def _sample(pid: int, memory: list[Memory]) -> None:
    started = time.perf_counter()
    while True:
        fields = dict(
            line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        )
        resident, own = (int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon"))
        memory.append(Memory(time.perf_counter() - started, resident, own))
        await asyncio.sleep(SAMPLE_SECONDS)


def _processor_seconds(pid: int) -> float:
    """Return the seconds of a processor that a process has used, which other load leaves alone."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _report(seen: Seen, took: float, memory: list[Memory]) -> None:
    print(f"{len(seen.seconds)} answers in {took:.0f} s, {len(seen.seconds) / took:.1f} a second")
    print(f"errors {dict(seen.wrong)}; mixed up {seen.mixed_up}; {_times(seen.seconds)}")
    for sample in memory:
        print(f"  {sample.second:5.0f} s  {sample.resident:6.0f} MB  own {sample.own:6.0f} MB")
    if memory and memory[-1].second > WARM_SECONDS:
        print(f"memory after the first minute {_growth(memory):+.1%}")


def _growth(memory: list[Memory]) -> float:
    """Return by which part resident memory grew after the first minute, 0 in a shorter run."""
    first = [sample.resident for sample in memory if sample.second <= WARM_SECONDS]
    later = [sample.resident for sample in memory if sample.second > WARM_SECONDS]
    return max(later) / max(first) - 1 if later else 0.0


def _steps(moments: list[float]) -> list[float]:
    return [later - earlier for earlier, later in zip(moments, moments[1:], strict=False)]


def _times(seconds: list[float]) -> str:
    if len(seconds) < 2:
        return "too few to say"
    cuts = statistics.quantiles(seconds, n=20)
    return f"p50 {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s, most {max(seconds):.2f} s"


if __name__ == "__main__":
    main()
