from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event, Lock, Thread

import pytest

from assistant.errors import Busy, TimeUp
from assistant.service.gate import Gate
from assistant.service.limits import Limits

# Long enough for a loaded machine; nothing that passes waits for it.
PATIENCE = 30


class Held:
    """Work that says when it begins and ends when it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = Event(), Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.go.wait(PATIENCE)
        return "done"


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.005)


def gate(parallel: int = 1, waiting: int = 1, seconds: float = PATIENCE) -> Gate:
    return Gate(Limits(parallel=parallel, waiting=waiting, seconds=seconds))


def test_work_is_run_beside_the_event_loop() -> None:
    async def main() -> None:
        limited, held = gate(), Held()
        running = asyncio.create_task(limited.run(held))
        await until(held.begun.is_set)
        assert limited.in_flight == 1
        held.go.set()
        assert await running == "done"
        assert limited.in_flight == 0
        limited.close()

    asyncio.run(main())


def test_what_work_raises_reaches_the_caller() -> None:
    def broken() -> None:
        raise TimeoutError("its own")

    async def main() -> None:
        with pytest.raises(TimeoutError, match="its own"):
            await gate().run(broken)

    asyncio.run(main())


def test_never_more_at_once_than_the_limit() -> None:
    lock, most, now = Lock(), 0, 0
    both = Event()

    def work() -> None:
        nonlocal most, now
        with lock:
            now += 1
            most = max(most, now)
            if now == 2:
                both.set()
        both.wait(PATIENCE)
        with lock:
            now -= 1

    async def main() -> None:
        limited = gate(parallel=2, waiting=20)
        await asyncio.gather(*(limited.run(work) for _ in range(20)))
        limited.close()

    asyncio.run(main())
    assert most == 2


def test_beyond_the_queue_it_is_busy_and_later_free_again() -> None:
    async def main() -> None:
        limited, held = gate(parallel=1, waiting=2), Held()
        taken = [asyncio.create_task(limited.run(held)) for _ in range(3)]
        await until(lambda: limited.in_flight == 3)
        with pytest.raises(Busy, match="Ask again"):
            await limited.run(held)
        held.go.set()
        assert await asyncio.gather(*taken) == ["done"] * 3
        assert await limited.run(lambda: 1) == 1
        limited.close()

    asyncio.run(main())


def test_time_is_up_but_the_thread_stays_taken() -> None:
    async def main() -> None:
        limited, held = gate(parallel=1, waiting=0, seconds=0.05), Held()
        with pytest.raises(TimeUp, match=r"within 0\.05 s"):
            await limited.run(held)
        assert (limited.in_flight, limited.running) == (0, 1)
        with pytest.raises(Busy):
            await limited.run(held)
        held.go.set()
        await until(lambda: limited.running == 0)
        assert await limited.run(lambda: 1) == 1
        limited.close()

    asyncio.run(main())


def test_work_given_up_in_the_queue_is_never_done() -> None:
    async def main() -> None:
        limited, held, late = gate(parallel=1, waiting=5), Held(), Event()
        running = asyncio.create_task(limited.run(held))
        await until(held.begun.is_set)
        left = asyncio.create_task(limited.run(late.set))
        await until(lambda: limited.in_flight == 2)
        left.cancel()
        with pytest.raises(asyncio.CancelledError):
            await left
        assert limited.running == 1
        held.go.set()
        await running
        assert await limited.run(lambda: 1) == 1
        assert not late.is_set()
        limited.close()

    asyncio.run(main())


def test_draining_waits_for_what_is_in_flight_and_lets_nothing_in() -> None:
    async def main() -> None:
        limited, held = gate(parallel=1, waiting=5), Held()
        running = asyncio.create_task(limited.run(held))
        await until(held.begun.is_set)
        draining = asyncio.create_task(limited.drain(PATIENCE))
        await asyncio.sleep(0)
        with pytest.raises(Busy, match="stopping"):
            await limited.run(held)
        held.go.set()
        assert await draining is True
        assert await running == "done"

    asyncio.run(main())


def test_draining_gives_up_what_does_not_end() -> None:
    async def main() -> None:
        limited, held = gate(parallel=1, waiting=5), Held()
        stuck = [asyncio.create_task(limited.run(held)) for _ in range(2)]
        await until(lambda: limited.in_flight == 2)
        assert await limited.drain(0) is False
        for task in stuck:
            with pytest.raises(Busy, match="stopping"):
                await task
        held.go.set()

    asyncio.run(main())


def test_a_caller_that_is_cancelled_while_draining_stays_cancelled() -> None:
    async def main() -> None:
        limited, held = gate(), Held()
        task = asyncio.create_task(limited.run(held))
        await until(held.begun.is_set)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await limited.drain(0) is True
        held.go.set()

    asyncio.run(main())


def test_several_event_loops_share_one_gate() -> None:
    limited = gate(parallel=2, waiting=50)
    found: list[int] = []

    def client(number: int) -> None:
        found.append(asyncio.run(limited.run(lambda: number)))

    threads = [Thread(target=client, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(found) == list(range(8))
    limited.close()
