"""Every step of a call that tells somebody has its sentence, and no sentence is left over."""

import pytest

from gridcall.calls.events import AFTER
from gridcall.calls.telling import NEWS, TURN
from gridcall.push.words import tell
from gridcall.push.words_of_calls import SENTENCES

FACTS = {
    "id": "x",
    "parts": [],
    "title": "明城东门夜间占道烧烤",
    "place": "盛福明城东门岗亭旁",
    "report_at": "2026-11-23T12:30:00+00:00",
    "report_place": "东门岗亭",
    "street_name": "智远街道",
    "unit_name": "历下区城市管理局",
}


def test_who_is_told_is_told_in_words() -> None:
    told = {(AFTER[step].kind, True) for step in TURN} | {(AFTER[step].kind, False) for step in NEWS}
    assert told == set(SENTENCES)


@pytest.mark.parametrize(("kind", "needs_me"), list(SENTENCES))
def test_sentences_are_short_and_whole(kind: str, needs_me: bool) -> None:
    told = tell(kind, needs_me, FACTS)
    assert told is not None
    assert told.path == "/calls/x"
    assert len(told.title_zh) <= 60
    for said in (told.title_zh, told.title_en, told.body_zh, told.body_en):
        assert said
        assert "{" not in said


def test_an_order_says_when_and_where() -> None:
    told = tell("call.dispatched", True, FACTS)
    assert told is not None
    assert told.body_zh == "11月23日 20:30，东门岗亭报到：明城东门夜间占道烧烤"
    assert told.push
