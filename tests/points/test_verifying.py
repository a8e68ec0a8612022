"""The ledger checked: from the tables, from an export, and what is found when somebody has meddled with it."""

import random
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from tests.points.ledger import EAST, NOW, TODAY, WEST, booked, earn, give, hold, person, post, reverse, settle, void
from tests.points.test_earning import ANNA, BERT, earned, rule

from gridcall import clock, db
from gridcall.points import verifying
from gridcall.points.orders import Close, Expire
from gridcall.points.verifying import verify_export

pytestmark = pytest.mark.usefixtures("database")


async def a_day() -> None:
    """One of everything."""
    soon = TODAY + timedelta(days=1)
    first, lot = earn(8, street=WEST), earn(3, until=soon)
    kept, let_go, gift = hold(7), hold(1), give(2)
    await booked(first, lot, gift, kept, let_go)
    spent = post(kept, 6)
    await booked(spent)
    await booked(void(let_go), reverse(spent, 2), settle(1), reverse(gift, 1))
    later = NOW + timedelta(days=2)
    await booked(earn(1, person(3)), Expire(first.cause_id, person(2), tuple(await _lots_of(2))), now=later)
    await booked(Close(lot.cause_id, person(3)), now=later)


async def _lots_of(number: int) -> list:
    from gridcall.points import queries

    return list(await queries.lots([], [person(number).id]))


async def export() -> bytes:
    return b"".join([line async for line in verifying.exported()])


async def test_an_untouched_ledger_holds_and_plays_again_to_the_same_head() -> None:
    await a_day()
    verdict = await verifying.verify()
    assert verdict.faults == []
    assert (verdict.transfers, verdict.seq) == (13, 13)
    assert verdict.hash == await db.value("SELECT hash FROM points_head")
    alone = verify_export(BytesIO(await export()))
    assert (alone.faults, alone.hash) == ([], verdict.hash)


async def test_an_empty_ledger_holds() -> None:
    assert (await verifying.verify()).ok
    assert verify_export(BytesIO(await export())).ok


async def test_one_bit_of_an_export_is_found_and_its_line_is_named() -> None:
    await a_day()
    data = await export()
    dice = random.Random(7)  # noqa: S311
    for _ in range(400):
        place, bit = dice.randrange(len(data)), 1 << dice.randrange(8)
        broken = data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
        faults = verify_export(BytesIO(broken)).faults
        line = data.count(b"\n", 0, place) + 1
        assert faults, (place, bit)
        assert faults[0].seq == (line if line <= 13 else None) or line > 13, (place, bit, faults)


@pytest.mark.parametrize("lines", [1, 5])
async def test_an_export_without_its_end_or_without_a_line_is_found(lines: int) -> None:
    await a_day()
    whole = list(BytesIO(await export()))
    assert not verify_export(whole[:-lines]).ok
    assert verify_export(whole[:4] + whole[5:]).faults[0].seq == 5
    assert not verify_export([*whole, whole[-1]]).ok


MEDDLING = {
    "a balance": ("UPDATE points_accounts SET posted = posted + 1 WHERE kind = 'issuer'", 4, None),
    "an amount": ("UPDATE points_transfers SET amount = amount + 1 WHERE seq = 3", 12, 3),
    "an actor": (f"UPDATE points_transfers SET actor_id = '{person().id}' WHERE seq = 2", 12, 2),
    "an entry": (
        "DELETE FROM points_entries WHERE transfer_id = (SELECT id FROM points_transfers WHERE seq = 2)",
        12,
        2,
    ),
    "a lot": (f"UPDATE points_lots SET street = '{EAST}' WHERE street = '{WEST}'", 12, 1),
    "what is left of a lot": ("UPDATE points_lots SET remaining = remaining + 1", 13, None),
    "a transfer": ("DELETE FROM points_transfers WHERE seq = 4", 12, 4),
    "the last transfer": ("DELETE FROM points_transfers WHERE seq = 13", 13, 13),
    "the head": ("UPDATE points_head SET hash = '" + "1" * 64 + "'", 13, 13),
}


@pytest.mark.parametrize("what", MEDDLING)
async def test_meddling_with_the_tables_is_found(what: str) -> None:
    await a_day()
    statement, invariant, seq = MEDDLING[what]
    await _unguarded(statement)
    faults = (await verifying.verify()).faults
    assert (invariant, seq) in [(fault.invariant, fault.seq) for fault in faults]


async def _unguarded(statement: str) -> None:
    if db.dialect() == "postgres":
        async with db.transaction():
            await db.execute("SET LOCAL session_replication_role = replica")
            await db.execute(statement)
        return
    tables = "(tbl_name LIKE 'points%' OR tbl_name LIKE 'earning%')"
    for row in await db.rows(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND {tables}"):
        await db.execute(f"DROP TRIGGER {row['name']}")
    await db.execute(statement)


@pytest.mark.parametrize("table", ["points_transfers", "points_entries", "points_lot_moves"])
async def test_what_is_written_stays(table: str) -> None:
    await a_day()
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
        with pytest.raises(Exception, match="insert-only"):
            await db.execute(statement)


CAPS = {
    "per_day": (1, "a day"),
    "per_month": (9, "a month"),
    "per_pair_month": (9, "a month from one person"),
    "per_cause": (9, "one cause"),
}


@pytest.mark.parametrize("cap", CAPS)
async def test_what_was_earned_beyond_a_cap_of_its_rule_is_found_and_the_first_one_is_named(cap: str) -> None:
    days, words = CAPS[cap]
    cause = clock.new_id() if cap == "per_cause" else None
    await rule(**{cap: 12})
    moments = [NOW - timedelta(days=days) / 4 * part for part in (0.3, 0.2, 0.1, 0)]
    for number, moment in enumerate(moments):
        who = UUID(int=number + 1) if cause else ANNA
        await earned(who, now=moment, cause_id=cause)
    assert (await verifying.verify()).faults == [], "what the caps left is in order"
    await _unguarded(f"UPDATE earning_rules SET {cap} = 7")
    found = [(fault.invariant, fault.seq, fault.words) for fault in (await verifying.verify()).faults]
    assert found == [(9, seq, f"more than 7 points for {words}") for seq in (2, 3)]


async def test_a_cap_that_was_lowered_later_and_one_that_was_never_full_are_no_faults() -> None:
    await rule(per_month=12, ends_on=TODAY)
    for _ in range(3):
        await earned(ANNA)
    await rule(starts_on=TODAY + timedelta(days=1), version=2, per_month=4)
    assert (await earned(ANNA, now=NOW + timedelta(days=1)))[0].points == 0
    assert (await earned(BERT, now=NOW + timedelta(days=1)))[0].points == 4
    assert (await verifying.verify()).faults == []


BEYOND = {
    "more than its rule gives": "UPDATE earning_rules SET points = 3",
    "its rule was not in force": "UPDATE earning_rules SET starts_on = '2027-01-01'",
    "earned, and nowhere is it kept by what": "DELETE FROM earnings",
}


@pytest.mark.parametrize("words", BEYOND)
async def test_an_earning_that_does_not_follow_from_its_rule_is_found(words: str) -> None:
    await rule()
    await earned(ANNA)
    await _unguarded(BEYOND[words])
    assert [(fault.seq, fault.words) for fault in (await verifying.verify()).faults] == [(1, words)]
