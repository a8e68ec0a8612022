"""Subscriptions end when the right to listen ends, in whichever process that was decided."""

from datetime import UTC, date, datetime, timedelta

from tests.feed.happenings import record, running_hub, until

from gridcall import clock
from gridcall.feed import rights
from gridcall.feed.rights import Ended
from gridcall.outbox import Audience
from gridcall.people.actor import Actor
from gridcall.people.events import PersonChanged, PersonDisabled, PostEnded, SessionEnded
from gridcall.people.models import Delegation, Post
from gridcall.people.permissions import Role
from gridcall.words import Language

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


async def test_the_hub_says_whose_right_has_ended(database: str) -> None:
    me, session, other = clock.new_id(), clock.new_id(), clock.new_id()
    ended: list[Ended] = []
    async with running_hub(ended.append):
        await record(SessionEnded(session, me), Audience("", persons=[me]))
        await record(PersonDisabled(me), Audience("370102"))
        await record(PostEnded(clock.new_id(), me, at_once=True), Audience("370102001", persons=[me]))
        await record(PostEnded(clock.new_id(), other, at_once=False), Audience("370102001", persons=[other]))
        await record(PersonChanged(me), Audience("", persons=[me]))  # it may be the language
        await until(lambda: len(ended) == 4)
    assert ended == [
        Ended(str(me), str(session), signed_out=True),
        Ended(str(me), None, signed_out=True),
        Ended(str(me), None, signed_out=False),
        Ended(str(me), None, signed_out=False),
    ]


def test_signing_out_concerns_one_session_and_disabling_all() -> None:
    me, session = clock.new_id(), clock.new_id()
    here = Actor(me, session, "林小满", Language.ZH, "")
    there = Actor(me, clock.new_id(), "林小满", Language.ZH, "")
    other = Actor(clock.new_id(), clock.new_id(), "周明", Language.ZH, "")
    signed_out = Ended(str(me), str(session), signed_out=True)
    disabled = Ended(str(me), None, signed_out=True)
    assert [signed_out.concerns(one) for one in (here, there, other, None)] == [True, False, False, False]
    assert [disabled.concerns(one) for one in (here, there, other, None)] == [True, True, False, False]


async def test_posts_and_delegations_end_by_the_calendar_too(database: str) -> None:
    begins, ends, stays, acts = (clock.new_id() for _ in range(4))
    today = clock.day_of(NOW)
    await _post(begins, starts_on=today + timedelta(days=1))
    await _post(ends, starts_on=today, ends_on=today)
    await _post(stays, starts_on=today)
    await Delegation.create(
        id=clock.new_id(), post_id=clock.new_id(), person_id=acts, starts_at=NOW + timedelta(minutes=1),
        ends_at=NOW + timedelta(hours=1), created_at=NOW,
    )  # fmt: skip
    assert await rights.ended_between(NOW, NOW + timedelta(seconds=30)) == []
    soon = await rights.ended_between(NOW, NOW + timedelta(minutes=2))
    assert [ended.person_id for ended in soon] == [str(acts)]
    tomorrow = await rights.ended_between(NOW + timedelta(hours=2), NOW + timedelta(days=1))
    assert {ended.person_id for ended in tomorrow} == {str(begins), str(ends)}
    assert not any(ended.signed_out for ended in tomorrow)


async def _post(person: object, starts_on: date, ends_on: date | None = None) -> None:
    await Post.create(
        id=clock.new_id(), person_id=person, unit_id=clock.new_id(), role=Role.GRID_WORKER,
        code="370102001001001", starts_on=starts_on, ends_on=ends_on, created_at=NOW,
    )  # fmt: skip
