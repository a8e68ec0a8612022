"""Every step of a wish that tells somebody has its sentence, and no sentence is left over."""

import pytest

from gridcall.push.words import tell
from gridcall.push.words_of_wishes import SENTENCES
from gridcall.wishes.events import AFTER
from gridcall.wishes.telling import NEWS, TURN

WISH = {
    "id": "x",
    "wish_kind": "goods",
    "words": "想给家里换一盏声控灯，家里有人腿脚不便，晚上起夜看不见",
    "community_name": "盛福明城社区",
    "promised_on": "2026-12-05",
}
REGISTRATION = {"registration_id": "y", "unit_name": "历下城建集团", "community_name": "盛福明城社区"}
BESIDES = {("wish.contact_seen", False)} | {
    ("registration.member_registered", True),
    ("registration.member_verified", False),
    ("registration.ended", False),
}


def test_who_is_told_is_told_in_words() -> None:
    told = {(AFTER[step].kind, True) for step in TURN} | {(AFTER[step].kind, False) for step in NEWS}
    assert told | BESIDES == set(SENTENCES)


@pytest.mark.parametrize(("kind", "needs_me"), list(SENTENCES))
def test_sentences_are_short_and_whole(kind: str, needs_me: bool) -> None:
    facts = REGISTRATION if kind.startswith("registration") else WISH
    told = tell(kind, needs_me, facts)
    assert told is not None
    assert told.path == ("/registrations" if facts is REGISTRATION else "/wishes/x")
    assert len(told.title_zh) <= 60
    for said in (told.title_zh, told.title_en, told.body_zh, told.body_en):
        assert said
        assert "{" not in said


def test_a_reminder_says_until_when() -> None:
    told = tell("wish.reminded", True, WISH)
    assert told is not None
    assert told.body_zh.startswith("12月5日 前办好")
    assert told.push
