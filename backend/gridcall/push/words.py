"""What people are told, by hand, in both languages.

A sentence is chosen by what happened and by whether it is now the reader's turn. {what} is the reporter's own
words in quotes or, without any, the category; {where} the place; {who} who has it; {backers} a count.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gridcall.push import words_of_calls, words_of_points, words_of_wishes
from gridcall.push.sentences import Sentence
from gridcall.snaps.categories import RULES, SnapCategory

TITLE_AT_MOST, BODY_AT_MOST, WHAT_AT_MOST = 60, 140, 24


@dataclass(frozen=True)
class Told:
    """A notification, ready to be shown."""

    title_zh: str
    title_en: str
    body_zh: str
    body_en: str
    path: str
    push: bool


_BY_ZH, _BY_EN = "由{who}办理", "Handled by {who}"
_LOOK_ZH = "由{who}办理。没解决也可以直接点“没解决”"
_LOOK_EN = "Handled by {who}. If it is not solved, just say so"

# (what happened, whether it is the reader's turn) -> sentence. The thing itself leads: a list of ten is read at a
# glance. Without the turn, the reader may be the reporter, a neighbour who joined in, or whoever had it before.
SENTENCES: Mapping[tuple[str, bool], Sentence] = {
    ("snap.taken", True): Sentence(
        "{what}，请您看看", "{what}: please have a look", "新的随手拍，{where}", "A new snap, {where}"
    ),
    ("snap.taken", False): Sentence("{what}", "{what}", "新的随手拍，{where}", "A new snap, {where}"),
    ("snap.backed", True): Sentence(
        "{what}，又有邻居遇到",
        "{what}: another neighbour has it too",
        "已有 {backers} 人，{where}",
        "{backers} so far, {where}",
    ),
    ("snap.backed", False): Sentence(
        "{what}，又有邻居遇到",
        "{what}: another neighbour has it too",
        "已有 {backers} 人，{where}",
        "{backers} so far, {where}",
    ),
    ("snap.taken_on", True): Sentence("{what}，由您办理", "{what}: in your hands"),
    ("snap.taken_on", False): Sentence("{what}，有人接办了", "{what}: somebody is on it", _BY_ZH, _BY_EN),
    ("snap.assigned", True): Sentence("{what}，请您去办", "{what}: please handle it"),
    ("snap.assigned", False): Sentence("{what}，已安排人去办", "{what}: somebody is being sent", _BY_ZH, _BY_EN),
    ("snap.given_back", True): Sentence(
        "{what}，退回来了，请重新安排", "{what}: given back. Please find somebody else"
    ),
    ("snap.given_back", False): Sentence(
        "{what}，正在重新安排", "{what}: somebody else is being found", "没有漏掉，请您稍等", "It is not forgotten"
    ),
    ("snap.fixed_on_the_spot", True): Sentence(
        "{what}，当场办好了，请您看看", "{what}: fixed on the spot. Please have a look", _LOOK_ZH, _LOOK_EN
    ),
    ("snap.fixed_on_the_spot", False): Sentence(
        "{what}，当场办好了", "{what}: fixed on the spot", _BY_ZH, _BY_EN, push=True
    ),
    ("snap.solved", True): Sentence(
        "{what}，已办好，请您看看", "{what}: solved. Please have a look", _LOOK_ZH, _LOOK_EN
    ),
    ("snap.solved", False): Sentence("{what}，已办好", "{what}: solved", _BY_ZH, _BY_EN, push=True),
    ("snap.confirmed", True): Sentence("{what}，居民确认办好了", "{what}: the resident confirms"),
    ("snap.confirmed", False): Sentence("{what}，居民确认办好了，辛苦您", "{what}: the resident confirms. Thank you"),
    ("snap.confirmed_by_silence", True): Sentence(
        "{what}，按已办好结束", "{what}: counts as solved", "期限内没有人说没解决", "Nobody said that it is not"
    ),
    ("snap.confirmed_by_silence", False): Sentence(
        "{what}，按已办好结束", "{what}: counts as solved", "期限内没有人说没解决", "Nobody said that it is not"
    ),
    ("snap.not_solved", True): Sentence(
        "{what}，居民说还没解决",
        "{what}: not solved, says the resident",
        "请再去看看，{where}",
        "Please look again, {where}",
    ),
    ("snap.not_solved", False): Sentence("{what}，居民说还没解决", "{what}: not solved, says the resident"),
    ("snap.raised_to_street", True): Sentence(
        "{what}，报到街道，请您安排", "{what}: raised to the street. Please arrange it"
    ),
    ("snap.raised_to_street", False): Sentence(
        "{what}，已报到街道", "{what}: now with the street", "由街道安排办理", "The street arranges it"
    ),
    ("snap.merged", True): Sentence("{what}，与同一件事合并办理", "{what}: handled together with the same problem"),
    ("snap.merged", False): Sentence(
        "{what}，与同一件事合并办理",
        "{what}: handled together with the same problem",
        "有进展一样告诉您",
        "You hear of every step as before",
    ),
    ("snap.refused", True): Sentence(
        "{what}，没有受理", "{what}: not taken up", "请您看看理由，{where}", "Please see the reason, {where}"
    ),
    ("snap.refused", False): Sentence(
        "{what}，没有受理", "{what}: not taken up", "请您看看理由，{where}", "Please see the reason, {where}"
    ),
    ("snap.relocated", True): Sentence("{what}，转到您这里，请您看看", "{what}: moved to you. Please have a look"),
    ("snap.relocated", False): Sentence("{what}，已转到所在的网格", "{what}: now with the right cell", _BY_ZH, _BY_EN),
    ("snap.raised_to_call", True): Sentence(
        "{what}，已上报区里",
        "{what}: raised to the district",
        "街道已呼叫相关单位",
        "The street has called the units concerned",
    ),
    ("snap.raised_to_call", False): Sentence(
        "{what}，已上报区里",
        "{what}: raised to the district",
        "街道已呼叫相关单位",
        "The street has called the units concerned",
        push=True,
    ),
    ("snap.solved_by_call", True): Sentence(
        "{what}，已办好，请您看看", "{what}: solved. Please have a look", _LOOK_ZH, _LOOK_EN
    ),
    ("snap.solved_by_call", False): Sentence("{what}，已办好", "{what}: solved", _BY_ZH, _BY_EN, push=True),
    ("snap.left_call", True): Sentence(
        "{what}，改由街道另行安排", "{what}: the street finds another way", "没有漏掉，请您稍等", "It is not forgotten"
    ),
    ("snap.left_call", False): Sentence(
        "{what}，改由街道另行安排", "{what}: the street finds another way", "没有漏掉，请您稍等", "It is not forgotten"
    ),
    ("snap.withdrawn", True): Sentence("{what}，反映人撤回了", "{what}: withdrawn by the reporter"),
    ("snap.withdrawn", False): Sentence(
        "{what}，反映人撤回了", "{what}: withdrawn by the reporter", "您不用去了，{where}", "No need to go, {where}"
    ),
}


def tell(kind: str, needs_me: bool, facts: Mapping[str, Any]) -> Told | None:
    """The notification for an event with these facts (a snap's head); None when nobody is told of these."""
    thing = _thing(facts)
    sentence = thing.sentences.get((kind, needs_me))
    if sentence is None:
        return None
    zh, en = thing.blanks(facts)
    return Told(
        title_zh=_short(sentence.title_zh.format_map(zh), TITLE_AT_MOST),
        title_en=_short(sentence.title_en.format_map(en), TITLE_AT_MOST * 2),
        body_zh=_short(sentence.body_zh.format_map(zh), BODY_AT_MOST),
        body_en=_short(sentence.body_en.format_map(en), BODY_AT_MOST * 2),
        path=path_of(facts),
        push=needs_me or sentence.push,
    )


def path_of(facts: Mapping[str, Any]) -> str:
    """Where a tap on the notification leads."""
    thing = _thing(facts)
    return f"/{thing.path}/{facts['id']}" if "id" in facts else f"/{thing.path}"


def _blanks(facts: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    rule = RULES[SnapCategory(facts["category"])]
    words = _short(" ".join(facts["words"].split()), WHAT_AT_MOST)
    who = facts["community_name"] or facts["street_name"]
    common = {"where": facts["place"], "backers": str(facts["backers"])}
    quoted = f"“{words}”" if words else ""
    zh = {"what": quoted or rule.zh, "who": who or "街道", **common}
    en = {"what": quoted or rule.en, "who": who or "the street", **common}
    return zh, en


@dataclass(frozen=True)
class Thing:
    """A kind of thing that people are told of; `mark` is a fact that its events alone carry."""

    mark: str
    path: str
    sentences: Mapping[tuple[str, bool], Sentence]
    blanks: Callable[[Mapping[str, Any]], tuple[dict[str, str], dict[str, str]]]


THINGS = (
    Thing("parts", "calls", words_of_calls.SENTENCES, words_of_calls.blanks),
    Thing("starts_at", "activities", words_of_points.SENTENCES, words_of_points.blanks),
    Thing("account_id", "points", words_of_points.SENTENCES, words_of_points.blanks),
    Thing("wish_kind", "wishes", words_of_wishes.SENTENCES, words_of_wishes.blanks),
    Thing("registration_id", "registrations", words_of_wishes.SENTENCES, words_of_wishes.blanks),
)
SNAPS = Thing("", "snaps", SENTENCES, _blanks)


def _thing(facts: Mapping[str, Any]) -> Thing:
    return next((thing for thing in THINGS if thing.mark in facts), SNAPS)


def _short(text: str, at_most: int) -> str:
    return text if len(text) <= at_most else f"{text[: at_most - 1]}…"
