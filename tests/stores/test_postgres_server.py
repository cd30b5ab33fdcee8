"""PostgreSQL goes away, builds die, readers go on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from assistant.errors import IndexDamaged, StoreError
from assistant.index.changes import Changes
from assistant.index.postgres.ledger import PostgresLedger
from assistant.index.postgres.store import PostgresStore
from tests.stores.building import article, build, hold_all, read, seen, split
from tests.stores.server import PATIENCE_SECONDS, PostgresServer

ROOT = Path(__file__).resolve().parents[2]
OLD = {f"{number}.txt": (article(f"Old report {number}."),) for number in range(5)}
NEW = {f"{number}.txt": (article(f"New report {number}.\nMore."),) for number in range(3, 8)}
IDS = [one.id for files in (OLD, NEW) for (one,) in files.values()]

# Builds half of a state, says so, and waits to be killed.
DYING = """
import sys
from assistant.index.postgres.ledger import PostgresLedger
from tests.stores.building import read, split
from tests.stores.test_postgres_server import NEW

ledger = PostgresLedger.copy(sys.argv[1], "old", "new")
read(ledger, NEW)
standings = ledger.next_waiting(0, 3)
for standing in standings:
    ledger.hold(standing, split(standing.id, ledger.text(standing.number)))
    ledger.commit()
ledger.mark_held([standings[0].number])
ledger.commit()
ledger.mark_held([one.number for one in standings])
ledger.forget_file("0.txt")
print("half", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def old(uri: str) -> Iterator[PostgresStore]:
    build(PostgresLedger.create(uri, "old"), OLD)
    store = PostgresStore.open(uri, "old")
    yield store
    store.close()


def die_half_way(uri: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", DYING, uri], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.kill()
        assert said == b"half\n"
    _wait_until_alone(uri)


def _wait_until_alone(uri: str) -> None:
    """Wait for the server to notice that the builder is gone: its lock ends with its session."""
    with psycopg.connect(uri.partition("&schema=")[0], autocommit=True) as connection:
        connection.execute("SET statement_timeout = %s" % (PATIENCE_SECONDS * 1000))
        schema = uri.rpartition("=")[2]
        connection.execute(
            "SELECT pg_advisory_lock(hashtextextended(%s, 0))", (f"newsquote build {schema}",)
        )
        connection.execute("SELECT pg_advisory_unlock_all()")


def test_a_killed_build_leaves_the_old_state_and_is_gone_on_with(
    uri: str, old: PostgresStore
) -> None:
    before = seen(old, IDS)
    die_half_way(uri)
    assert seen(old, IDS) == before
    PostgresLedger.drop_states(uri, ["old", "new"])
    ledger = PostgresLedger.resume(uri, "new")
    assert len(dict(ledger.stamps())) == 8
    ledger.give_up_pending()
    assert len(ledger.doomed(0, 100)) == 4
    assert ledger.passage_count() == 5 + 2
    assert len(hold_all(ledger)) == 4
    assert ledger.changes() == Changes(added=3, changed=2, unchanged=3)
    ledger.finish()
    assert seen(old, IDS) == before
    store = PostgresStore.open(uri, "new")
    expected = IDS[:3] + IDS[5:]
    assert list(store.standing_ids()) == sorted(expected)
    assert list(store.problems()) == []
    store.close()


def test_what_a_dead_build_left_is_removed(
    uri: str, old: PostgresStore, server: PostgresServer
) -> None:
    before = seen(old, IDS)
    rows = _rows(server, uri)
    die_half_way(uri)
    PostgresLedger.drop_states(uri, ["old"])
    assert seen(old, IDS) == before
    # The engine may hold what was on its way there. Bands of texts that are gone are harmless.
    assert _rows(server, uri) == {**rows, "doomed": 6, "bands": 10}
    with pytest.raises(IndexDamaged):
        PostgresStore.open(uri, "new")
    ledger = PostgresLedger.copy(uri, "old", "newer")
    doomed = ledger.doomed(0, 100)
    assert len(doomed) == 6
    assert build(ledger, NEW) == Changes(added=3, changed=2, unchanged=3)
    store = PostgresStore.open(uri, "newer")
    assert list(store.problems()) == []
    store.close()


def _rows(server: PostgresServer, uri: str) -> dict[str, int]:
    schema = uri.rpartition("=")[2]
    with psycopg.connect(server.uri()) as connection:
        tables = ("texts", "bodies", "reports", "members", "leaders", "held", "passages", "doomed",
                  "files", "states", "work", "bands")  # fmt: skip
        return {
            table: int((connection.execute(f"SELECT count(*) FROM {schema}.{table}".encode())
                        .fetchone() or (0,))[0])
            for table in tables
        }  # fmt: skip


def test_a_copy_takes_back_what_was_finished_but_never_named(uri: str, old: PostgresStore) -> None:
    before = seen(old, IDS)
    build(PostgresLedger.copy(uri, "old", "lost"), NEW, gone=["0.txt"])
    build(PostgresLedger.copy(uri, "old", "new"), {}, gone=["1.txt"])
    assert seen(old, IDS) == before
    store = PostgresStore.open(uri, "new")
    assert list(store.standing_ids()) == sorted([IDS[0], *IDS[2:5]])
    store.close()


def test_readers_see_the_old_state_or_the_new_one(uri: str, old: PostgresStore) -> None:
    before = seen(old, IDS)
    other = PostgresStore.open(uri, "old")
    with ThreadPoolExecutor(3) as pool:
        reads = [pool.submit(seen, store, IDS) for store in (old, other) for _ in range(3)]
        build(PostgresLedger.copy(uri, "old", "new"), NEW)
        store = PostgresStore.open(uri, "new")
        after = seen(store, IDS)
        # Whoever opened the old state keeps it, though nothing names it any more.
        PostgresLedger.drop_states(uri, ["new"])
        reads += [pool.submit(seen, one, IDS) for one in (old, other, store)]
        results = [one.result() for one in reads]
    assert results[:-1] == [before] * 8
    assert results[-1] == after != before
    store.close()
    other.close()
    PostgresLedger.drop_states(uri, ["new"])
    # One of the two has it open still.
    assert seen(old, IDS) == before
    old.close()
    PostgresLedger.drop_states(uri, ["new"])
    with pytest.raises(IndexDamaged):
        PostgresStore.open(uri, "old")


def test_what_somebody_reads_at_length_is_removed_another_time(
    uri: str, server: PostgresServer
) -> None:
    for state in ("one", "two"):
        build(PostgresLedger.create(uri, state), OLD)
    rows = _rows(server, uri)["texts"]
    with psycopg.connect(server.uri()) as dump:
        dump.execute(f"SELECT count(*) FROM {uri.rpartition('=')[2]}.texts".encode())
        PostgresLedger.drop_states(uri, ["two"])
        assert _rows(server, uri)["texts"] == rows == 10
    PostgresLedger.drop_states(uri, ["two"])
    assert _rows(server, uri)["texts"] == 5
    PostgresStore.open(uri, "two").close()


def test_a_reader_goes_on_after_the_server_restarted(
    uri: str, old: PostgresStore, server: PostgresServer
) -> None:
    before = seen(old, IDS)
    server.stop()
    with ThreadPoolExecutor(1) as pool:
        # Asked while the server is away, answered once it is back.
        late = pool.submit(old.counts)
        server.start()
        assert late.result() == before["counts"]
    assert seen(old, IDS) == before


def test_a_build_during_a_restart_fails_and_can_be_gone_on_with(
    uri: str, old: PostgresStore, server: PostgresServer
) -> None:
    ledger = PostgresLedger.copy(uri, "old", "new")
    read(ledger, NEW)
    ledger.commit()
    server.stop()
    server.start()
    with pytest.raises(StoreError, match="server runs"):
        ledger.next_waiting(0, 1)
    ledger.close()
    ledger = PostgresLedger.resume(uri, "new")
    assert len(hold_all(ledger)) == 5
    ledger.finish()
    assert old.counts()["articles"] == 5


def test_a_server_that_is_gone_is_said_in_one_line(
    uri: str, old: PostgresStore, server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.index.postgres.connection.RESTART_SECONDS", 0.0)
    server.stop()
    try:
        with pytest.raises(StoreError, match="See that the server runs") as caught:
            old.counts()
        assert "\n" not in str(caught.value)
    finally:
        server.start()
    assert old.counts()["articles"] == 5


def test_threads_share_a_store(old: PostgresStore) -> None:
    before = seen(old, IDS)
    with ThreadPoolExecutor(24) as pool:
        assert list(pool.map(lambda _: seen(old, IDS), range(24))) == [before] * 24


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_child_connects_anew(old: PostgresStore) -> None:
    before = old.counts()
    child = os.fork()
    if child == 0:
        try:
            fine = old.counts() == before and len(old.articles(IDS)) == 5
            old.close()
        finally:
            os._exit(0 if fine else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    # The parent's connection was not ended by the child.
    monitor = old.rows("SELECT pg_backend_pid()")
    assert old.counts() == before
    assert old.rows("SELECT pg_backend_pid()") == monitor


def test_a_server_s_list_of_sessions_names_newsquote(old: PostgresStore) -> None:
    settings = "current_setting('application_name'), current_setting('statement_timeout')"
    assert old.rows(f"SELECT {settings}") == [("newsquote", "30s")]


def test_a_statement_is_given_up_unless_it_looks_at_every_row(old: PostgresStore) -> None:
    old.rows("SELECT set_config('statement_timeout', '300ms', false)")
    with pytest.raises(StoreError, match="took too long"):
        old.rows("SELECT pg_sleep(60)")
    # The connection is of use still; and counting takes as long as it takes.
    assert old._count("SELECT 1 FROM pg_sleep(0.4)") == [(1,)]
    assert old.rows("SELECT current_setting('statement_timeout')") == [("300ms",)]
    assert old.count_anew() == old.counts()


@pytest.mark.parametrize(
    "text", ["a\x00b", "\x00", "half \ud83d of a pair", "\udcff", "\x00\x01\x02\ud7ff\ue000"]
)
def test_what_postgres_refuses_comes_back_too(uri: str, text: str) -> None:
    # A text has an id by its UTF-8, so it holds no half of a pair; what describes it may.
    whole = text.encode("utf-8", "ignore").decode()
    one = article(f"Before. {whole}", text, source=text, author=text, url=text, path=text)
    ledger = PostgresLedger.create(uri, "one")
    ledger.add(text, (one,), [b"=mark"])
    ledger.end_file(text, text)
    [loose] = ledger.loose(9)
    ledger.regroup({loose.number: loose.number}, {})
    ledger.stand()
    [standing] = ledger.next_waiting(0, 9)
    assert (standing.title, standing.source) == (text, text)
    ledger.hold(standing, split(one.id, one.text))
    ledger.mark_held([standing.number])
    ledger.finish()
    store = PostgresStore.open(uri, "one")
    assert store.articles([one.id]) == {one.id: one}
    assert list(store.stamps()) == [(text, text)]
    assert store.tally("source") == [(text, 1)]
    store.close()
