"""Any order of steps by anybody: a snap never leaves the table, and what the timeline says is what the snap is."""

import asyncio
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.cast import CELL, CELL_2, PERSONS, World
from tests.snaps.scene import ACTS, actor, everything, step, take

from gridcall import clock, db, search
from gridcall.errors import DomainError
from gridcall.masking import masked
from gridcall.snaps import actions, queries, workflow
from gridcall.snaps.workflow import OPEN, STEPS, SnapStatus, SnapStep, Standing

LATER = [what for what in ACTS if not STEPS[what].by_itself]


@pytest.mark.parametrize("seed", range(6))
async def test_no_order_of_steps_leaves_the_table(seed: int, place: World) -> None:
    chance = random.Random(seed)  # noqa: S311
    snaps = [(await take(place)).id, (await take(place, "neighbour")).id]
    for _ in range(60):
        name, what, key = chance.choice(list(PERSONS)), chance.choice(LATER), chance.choice(snaps)
        before = await queries.find(key)
        assert before
        further = {
            SnapStep.ASSIGN: [place.persons["worker"]],
            SnapStep.MERGE: [snaps[snaps[0] == key]],
            SnapStep.RELOCATE: [CELL_2 if before.code == CELL else CELL],
        }.get(what, [])
        held = await everything()
        foretold = workflow.refusal(
            STEPS[what],
            actions.standing(
                actor(place, name),
                before,
                backed=bool(await queries.backed_by(place.persons[name], [key])),
                reopen_days=7,
            ),
            clock.now(),
        )
        try:
            after = await step(place, name, what, before, *further)
        except DomainError:
            assert await everything() == held
            continue
        assert foretold is None
        assert before.status in STEPS[what].sources
        assert after.status in (STEPS[what].to or (before.status,))
        if after.status not in OPEN and chance.random() < 0.5:
            snaps[snaps.index(key)] = (await take(place)).id
    await agree()


async def agree() -> None:
    """Every snap is what its last entry says, and its entries are numbered without a gap."""
    for row in await db.rows("SELECT id, status, version, backers FROM snaps"):
        entries = await db.rows("SELECT seq, status FROM snap_entries WHERE snap_id = $1 ORDER BY seq", row["id"])
        assert [entry["seq"] for entry in entries] == list(range(1, row["version"] + 1))
        assert entries[-1]["status"] == row["status"]
        backers = await db.value("SELECT count(*) FROM snap_backings WHERE snap_id = $1", row["id"])
        assert row["backers"] == backers


async def test_many_persons_at_once_leave_one_story(place: World) -> None:
    snap = await take(place)
    chance = random.Random(7)  # noqa: S311
    tries = [(chance.choice(list(PERSONS)), chance.choice(LATER)) for _ in range(40)]
    further = {SnapStep.ASSIGN: [place.persons["worker"]], SnapStep.RELOCATE: [CELL_2], SnapStep.MERGE: [snap.id]}
    answers = await asyncio.gather(
        *(step(place, name, what, snap, *further.get(what, [])) for name, what in tries), return_exceptions=True
    )
    assert all(not isinstance(answer, Exception) or isinstance(answer, DomainError) for answer in answers)
    await agree()


standings = st.builds(
    Standing,
    status=st.sampled_from(SnapStatus),
    reporter=st.booleans(),
    holder=st.booleans(),
    backed=st.booleans(),
    permissions=st.frozensets(st.sampled_from(sorted({s.who for s in STEPS.values()} - set(workflow.Part)))),
)


@given(standings, st.sampled_from(LATER), st.booleans(), st.integers(0, 3))
def test_whatever_is_not_refused_lands_where_the_table_says(
    standing: Standing, what: SnapStep, at_street: bool, reopened: int
) -> None:
    line = STEPS[what]
    if workflow.refusal(line, standing, clock.now()) is None:
        assert standing.status in line.sources
        assert workflow.land(line, standing.status, at_street=at_street, reopened=reopened) in (
            line.to or (standing.status,)
        )


CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)


@given(st.text(max_size=30), CHINESE, st.text(max_size=30))
@example("한국어", "一", "")  # other scripts touch Chinese without a gap
@example("", "𠮷", "〇")  # rare characters of names, and the zero of dates
def test_every_piece_of_a_text_finds_it(before: str, piece: str, after: str) -> None:
    stored = search.terms(before + piece + after)
    for term, whole in search.wanted(piece):
        assert term in stored if whole else any(one.startswith(term) for one in stored)


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_masking_keeps_the_length_and_everything_but_numbers(words: str) -> None:
    shown = masked(words)
    assert len(shown) == len(words)
    assert all(new in (old, "*") for old, new in zip(words, shown, strict=True))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("电话13812345678，请回", "电话***********，请回"),
        ("+86 138-1234-5678", "*****************"),
        ("0531-88881234 晚上", "************* 晚上"),
        ("37010219900101123X", "******************"),
        ("370102900101123", "***************"),
        ("回执 112303864217", "回执 112303864217"),
        ("12 号楼 3 单元 501", "12 号楼 3 单元 501"),
    ],
)
def test_telephone_and_identity_numbers_are_masked(words: str, shown: str) -> None:
    assert masked(words) == shown
