"""Everything that somebody is told about points and activities has its sentence, in both languages."""

import pytest

from gridcall.bank.titles import EVENTS, of_event
from gridcall.points.rules import Cause
from gridcall.push.words import tell
from gridcall.push.words_of_points import SENTENCES
from gridcall.words import Language

WALLET = {"account_id": "a", "amount": 5, "what": "理发一次", "on": "2026-12-31"}
ACTIVITY = {"id": "x", "title": "清理楼道杂物", "place": "明城东门", "starts_at": "2026-11-23T01:30:00+00:00"}


@pytest.mark.parametrize(("kind", "needs_me"), list(SENTENCES))
def test_sentences_are_short_and_whole(kind: str, needs_me: bool) -> None:
    facts = ACTIVITY if kind.startswith("activity.") else WALLET
    told = tell(kind, needs_me, {**facts, "what": "wish_goods"} if kind == "points.earned" else facts)
    assert told is not None
    assert told.path == ("/activities/x" if facts is ACTIVITY else "/points")
    for said in (told.title_zh, told.title_en, told.body_zh, told.body_en):
        assert said
        assert "{" not in said
        assert len(said) <= 70


@pytest.mark.parametrize("kind", list(EVENTS))
@pytest.mark.parametrize("language", list(Language))
def test_a_wallet_calls_every_movement_by_a_name(kind: str, language: Language) -> None:
    title = of_event(kind, WALLET, language)
    assert title
    assert "{" not in title


def test_whoever_earns_reads_what_for() -> None:
    for cause in Cause:
        told = tell("points.earned", False, {**WALLET, "what": cause.value})
        assert told is not None
        assert told.body_zh.startswith("存分：")
        assert of_event("points.earned", {"what": cause.value}, Language.ZH) == told.body_zh
    told = tell("points.expiring", False, WALLET)
    assert told is not None
    assert told.body_zh == "12月31日以后不能用了，可以到网点兑换"
