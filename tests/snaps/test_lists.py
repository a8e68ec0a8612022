"""Lists: who finds what, page by page, by words, by lamp, by place."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import CELL, CELL_2, COMMUNITY, DISTRICT, NEXT_CELL, OTHER_CELL, OTHER_STREET, STREET, World
from tests.snaps.scene import SETTINGS, actor, brought_to, step, take

from gridcall import clock, db
from gridcall.errors import InvalidInput, SignInRequired
from gridcall.grid.coordinates import CoordinateSystem
from gridcall.lamps import Lamp
from gridcall.snaps import lists
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.places import Point
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.scopes import Ask, Filter, SnapScope
from gridcall.snaps.workflow import SnapStatus, SnapStep, lamp

S = SnapStatus


def ask(world: World, name: str | None, scope: SnapScope, *, now: datetime | None = None, **facts: Any) -> Ask:
    person = actor(world, name) if name else None
    return Ask(person, Filter(scope, **facts), now or clock.now(), SETTINGS.amber_share, SETTINGS.snap_reopen_days)


async def found(world: World, name: str | None, scope: SnapScope, **facts: Any) -> list[SnapRow]:
    return (await lists.page(ask(world, name, scope, **facts), 100, None)).snaps


async def test_everybody_finds_what_is_theirs(place: World) -> None:
    here = await take(place)
    there = await take(place, "neighbour", cell_code=OTHER_CELL)
    secret = await take(place, "neighbour", category=SnapCategory.ILLEGAL_BUILDING)
    await step(place, "neighbour", SnapStep.BACK, here)
    expected = {
        ("resident", SnapScope.MINE): [here],
        ("neighbour", SnapScope.MINE): [secret, there],
        ("neighbour", SnapScope.FOLLOWING): [secret, there, here],
        ("resident", SnapScope.AREA): [],
        ("worker", SnapScope.AREA): [secret, here],
        ("worker_2", SnapScope.AREA): [],
        ("clerk", SnapScope.AREA): [secret, here],
        ("other_clerk", SnapScope.AREA): [there],
        ("dispatcher", SnapScope.AREA): [secret, there, here],
        (None, SnapScope.PUBLIC): [there, here],
    }
    for (name, scope), snaps in expected.items():
        assert [snap.id for snap in await found(place, name, scope)] == [snap.id for snap in snaps], (name, scope)
    for scope in set(SnapScope) - {SnapScope.PUBLIC}:
        with pytest.raises(SignInRequired):
            await found(place, None, scope)


async def test_within_narrows_and_never_widens(place: World) -> None:
    here, there = await take(place), await take(place, cell_code=OTHER_CELL)
    for within, snaps in ((STREET, [here]), (CELL, [here]), (DISTRICT, [here]), (OTHER_STREET, []), (CELL_2, [])):
        assert [one.id for one in await found(place, "clerk", SnapScope.AREA, within=within)] == [
            one.id for one in snaps
        ]
    assert [one.id for one in await found(place, None, SnapScope.PUBLIC, within=OTHER_STREET)] == [there.id]


async def test_needs_me_is_my_turn_and_only_mine(place: World) -> None:
    waiting = await take(place)
    in_hand = await brought_to(place, S.IN_HAND)
    raised = await brought_to(place, S.AT_STREET)
    nobodys = await take(place, cell_code=NEXT_CELL)
    unplaced = await take(place, cell_code=None)
    solved = await brought_to(place, S.SOLVED)
    await brought_to(place, S.REFUSED)
    expected = {
        "worker": {in_hand.id, waiting.id},
        "worker_2": set(),
        "specialist": set(),
        "clerk": {raised.id, nobodys.id},
        "other_clerk": set(),
        "dispatcher": {unplaced.id},
        "resident": {solved.id},
        "supervisor": set(),
    }
    for name, ids in expected.items():
        assert {snap.id for snap in await found(place, name, SnapScope.NEEDS_ME)} == ids, name
        assert await lists.count_open(ask(place, name, SnapScope.NEEDS_ME)) == len(ids)


async def test_pages_hold_every_snap_once_while_new_ones_arrive(place: World) -> None:
    moment = clock.now() - timedelta(hours=1)
    expected = [(await take(place, now=moment, words=f"第 {n} 件")).id for n in range(23)]  # all in one instant
    seen, after, more = [], None, True
    while more:
        page = await lists.page(ask(place, "clerk", SnapScope.AREA), 5, after)
        seen += [snap.id for snap in page.snaps]
        after, more = lists.cursor_of(page.snaps[-1], SnapScope.AREA), page.more
        await take(place, words="新来的")
        await step(place, "worker", SnapStep.TAKE_ON, page.snaps[0])
    assert sorted(seen) == sorted(expected)
    assert seen == sorted(expected, reverse=True)


async def test_a_union_of_branches_pages_like_one_list(place: World) -> None:
    for n in range(7):
        await take(place, now=clock.now() - timedelta(minutes=n))
        await brought_to(place, S.IN_HAND)
    whole = await found(place, "worker", SnapScope.NEEDS_ME)
    seen: list[SnapRow] = []
    page = lists.Page([], True)
    while page.more:
        after = lists.cursor_of(seen[-1], SnapScope.NEEDS_ME) if seen else None
        page = await lists.page(ask(place, "worker", SnapScope.NEEDS_ME), 3, after)
        seen += page.snaps
    assert len(whole) == 14
    assert whole == sorted(whole, key=lambda snap: (snap.due_at, snap.id)), "the most urgent first"
    assert [snap.id for snap in seen] == [snap.id for snap in whole]


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "MjAyNg==", "MjAyNi0wMS0wMXxubw=="])
async def test_a_cursor_that_is_none_is_refused(cursor: str, place: World) -> None:
    with pytest.raises(InvalidInput):
        await lists.page(ask(place, None, SnapScope.PUBLIC), 5, cursor)


async def test_filters_agree_with_the_rows(place: World) -> None:
    for status in SnapStatus:
        await brought_to(place, status)
    await take(place, category=SnapCategory.HAZARD)
    everything = await found(place, "clerk", SnapScope.AREA)
    for status in SnapStatus:
        by_status = await found(place, "clerk", SnapScope.AREA, statuses=frozenset({status}))
        assert by_status == [snap for snap in everything if snap.status is status]
    both = frozenset({S.WAITING, S.SOLVED})
    assert await found(place, "clerk", SnapScope.AREA, statuses=both) == [s for s in everything if s.status in both]
    hazards = await found(place, "clerk", SnapScope.AREA, categories=frozenset({SnapCategory.HAZARD}))
    assert hazards == [snap for snap in everything if snap.category is SnapCategory.HAZARD]
    worker = place.persons["worker"]
    held = await found(place, "clerk", SnapScope.AREA, assignee_id=str(worker))
    assert held == [snap for snap in everything if snap.assignee_id == worker]


async def test_lamps_in_sql_agree_with_lamps_in_python(place: World) -> None:
    start = clock.now()
    for minutes in (0, 1, 400, 1079, 1081, 1439, 1441, 3000):
        await take(place, now=start - timedelta(minutes=minutes))
    await step(place, "worker", SnapStep.FIX_ON_THE_SPOT, (await found(place, "clerk", SnapScope.AREA))[0])
    everything = await found(place, "clerk", SnapScope.AREA)
    for wanted in Lamp:
        lit = await found(place, "clerk", SnapScope.AREA, now=start, lamp=wanted)
        share = SETTINGS.amber_share
        assert lit == [s for s in everything if lamp(s.status, s.limit_start, s.due_at, start, share) is wanted]
        assert lit, wanted


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("井盖", 2),
        ("盖", 2),
        ("位", 1),
        ("井盖移位", 1),
        ("广德路", 1),
        ("井盖 广德", 1),
        ("Ｋ12", 1),
        ("k12", 1),
        ("K1", 1),
        ("盖井", 0),
        ("%", 2),
        ("", 2),
        ("'; --", 2),
    ],
)
async def test_words_are_found_in_chinese_and_latin(text: str, hits: int, place: World) -> None:
    await take(place, words="井盖移位", place="广德路口")
    await take(place, words="井盖破了，K12 路站旁", place="公园")
    assert len(await found(place, "clerk", SnapScope.AREA, text=text)) == hits
    assert len(await found(place, None, SnapScope.PUBLIC, text=text, within=COMMUNITY)) == hits
    assert len(await found(place, "resident", SnapScope.MINE, text=text)) == hits
    assert await found(place, "other_clerk", SnapScope.AREA, text=text) == []


async def test_nobody_finds_the_numbers_that_are_masked(place: World) -> None:
    await take(place, words="井盖移位，请打 139-8765-4321 联系", place="门口 0531-88881234")
    for text in ("1", "13", "139", "8765", "4321", "88881234"):
        assert await found(place, None, SnapScope.PUBLIC, text=text) == [], text
    assert len(await found(place, None, SnapScope.PUBLIC, text="井盖 联系")) == 1


async def test_counts_agree_with_the_lists(place: World) -> None:
    for status in SnapStatus:
        await brought_to(place, status)
    now = clock.now()
    await take(place, now=now - timedelta(hours=20))
    await take(place, now=now - timedelta(hours=30))
    yesterday = await take(place, now=now - timedelta(hours=31))
    await step(place, "worker", SnapStep.FIX_ON_THE_SPOT, yesterday, now=now - timedelta(hours=30))
    for name, scope in (("clerk", SnapScope.AREA), (None, SnapScope.PUBLIC), ("resident", SnapScope.MINE)):
        counted = await lists.counts(ask(place, name, scope, now=now))
        # waiting: two left to wait, one waiting, one at the street, and what the merged one was merged into
        public_or_own = 5 if name != "resident" else 4
        assert counted == lists.Counts(public_or_own, 1, 1, 1, 2), name
    assert await lists.counts(ask(place, "supervisor", SnapScope.MINE)) == lists.Counts(0, 0, 0, 0, 0)


async def test_nearby_are_open_visible_and_nearest_first(place: World) -> None:
    spot = (117.102, 36.662)

    def at(metres_north: float) -> Point:
        return Point(spot[0], spot[1] + metres_north / 111_195, CoordinateSystem.WGS84)

    far = await take(place, point=at(50))
    near = await take(place, point=at(10))
    await take(place, point=at(70))
    await take(place, point=at(5), category=SnapCategory.ILLEGAL_BUILDING)
    closed = await take(place, point=at(1))
    await step(place, "worker", SnapStep.FIX_ON_THE_SPOT, closed)
    answers = await lists.nearby(actor(place, "neighbour"), spot, 60.0, None)
    assert [one.snap.id for one in answers] == [near.id, far.id]
    assert [one.metres for one in answers] == pytest.approx([10, 50], abs=0.5)
    assert await lists.nearby(None, spot, 60.0, SnapCategory.HAZARD) == []


async def test_the_map_shows_open_snaps_with_a_point(place: World) -> None:
    shown = await take(place, point=Point(117.102, 36.662, CoordinateSystem.WGS84))
    await take(place)
    assert await lists.on_map(ask(place, "clerk", SnapScope.AREA, within=STREET)) == [shown]


async def test_by_receipt_finds_only_what_may_be_seen(place: World) -> None:
    snap = await take(place, category=SnapCategory.ILLEGAL_BUILDING)
    typed = f"{snap.receipt[:4]} {snap.receipt[4:8]} {snap.receipt[8:]}"
    assert await lists.by_receipt(actor(place, "resident"), typed) == [snap]
    assert await lists.by_receipt(actor(place, "neighbour"), typed) == []
    assert await lists.by_receipt(None, "不是号码") == []


@pytest.mark.parametrize(
    ("scope", "name", "facts", "index"),
    [
        (SnapScope.AREA, "clerk", {}, "ix_snaps_in_9"),
        (SnapScope.AREA, "worker", {}, "ix_snaps_in_15"),
        (SnapScope.AREA, "clerk", {"statuses": frozenset({S.WAITING})}, "ix_snaps_open"),
        (SnapScope.PUBLIC, None, {}, "ix_snaps_newest"),
        (SnapScope.MINE, "resident", {}, "ix_snaps_reporter"),
        (SnapScope.AREA, "clerk", {"text": "井盖"}, "uq_snap_terms_term_snap_id"),
        (SnapScope.AREA, "clerk", {"text": "盖"}, "uq_snap_terms_term_snap_id"),
        (SnapScope.NEEDS_ME, "clerk", {}, "ix_snaps_open"),
    ],
)
@pytest.mark.only("sqlite")  # PostgreSQL plans by statistics, which a small table has none of
async def test_lists_walk_their_index(
    scope: SnapScope, name: str | None, facts: dict[str, Any], index: str, place: World
) -> None:
    asked = ask(place, name, scope, **facts)
    sql = lists.statement(asked, 50, None)
    plan = [row["detail"] for row in await db.rows(f"EXPLAIN QUERY PLAN {sql}", *asked.params)]
    assert any(index in line for line in plan), plan
    assert not [line for line in plan if line.startswith("SCAN") and "INDEX" not in line and "b" not in line], plan
