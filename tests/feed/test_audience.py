"""Keys: one in common is enough, and none is a guess."""

import re
from pathlib import Path

import pytest

from gridcall import clock
from gridcall.errors import InvalidInput, SignInRequired
from gridcall.feed.audience import HEARD_WITH, keys_of_event, keys_of_subscriber
from gridcall.outbox import Position, Recorded
from gridcall.people.actor import Actor, Hat
from gridcall.people.permissions import GRANTS, Role
from gridcall.words import Language

FOR_PERSONS_ALONE = {"points", "inbox", "photo", "session", "sign_in"}


def _event(kind: str, code: str, *persons: str, public: bool = False) -> Recorded:
    return Recorded(Position(0, 1), kind, code, public, persons, (), None, {}, clock.now())


def _actor(role: Role, code: str) -> Actor:
    hat = Hat(clock.new_id(), clock.new_id(), role, code, GRANTS[role])
    return Actor(clock.new_id(), clock.new_id(), "孙志安", Language.ZH, "", (hat,))


@pytest.mark.parametrize(
    ("role", "code", "hears"),
    [
        (Role.GRID_WORKER, "370102013006001", True),
        (Role.GRID_WORKER, "370102013006002", False),
        (Role.COMMUNITY_SPECIALIST, "370102013006", True),
        (Role.STREET_CLERK, "370102013", True),
        (Role.STREET_CLERK, "370102001", False),
        (Role.SUPERVISOR, "370102", True),
        (Role.SUPERVISOR, "3701", True),
        (Role.ADMINISTRATOR, "370102", False),
    ],
)
def test_a_post_hears_of_snaps_at_codes_that_its_own_is_a_prefix_of(role: Role, code: str, hears: bool) -> None:
    event = set(keys_of_event(_event("snap.taken", "370102013006001")))
    assert bool(event & keys_of_subscriber(_actor(role, code), None)) == hears


def test_the_number_of_keys_does_not_grow_with_the_subscribers() -> None:
    assert len(list(keys_of_event(_event("snap.taken", "370102013006001", public=True)))) == 2 * 14


def test_a_visitor_hears_public_events_where_it_looks() -> None:
    assert keys_of_subscriber(None, "370102") == {"public:370102"}
    with pytest.raises(SignInRequired):
        keys_of_subscriber(None, None)


@pytest.mark.parametrize("within", ["", "3", "37010a", "３７０１", "1" * 16, "37%"])
def test_a_place_that_is_no_code_is_refused(within: str) -> None:
    with pytest.raises(InvalidInput):
        keys_of_subscriber(None, within)


def test_every_kind_of_event_is_heard_by_posts_or_meant_for_persons_alone() -> None:
    package = Path(keys_of_event.__code__.co_filename).parents[1]
    kinds = {
        kind
        for source in package.glob("*/events.py")
        for kind in re.findall(r'(?:kind: ClassVar\[str\] = |_kind\()"([^"]+)"', source.read_text())
    }
    assert len(kinds) > 30
    assert {kind.partition(".")[0] for kind in kinds} == HEARD_WITH.keys() | FOR_PERSONS_ALONE
