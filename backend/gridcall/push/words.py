"""What people are told, by hand, in both languages.

A sentence is chosen by what happened and by whether it is now the reader's turn. {what} is the reporter's own words
or, without any, the category; {where} the place; {who} the community or street that has it; {backers} a count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gridcall.snaps.categories import RULES, SnapCategory

TITLE_AT_MOST, BODY_AT_MOST, WHAT_AT_MOST = 60, 140, 24


@dataclass(frozen=True)
class Sentence:
    title_zh: str
    title_en: str
    body_zh: str = "{what}，{where}"
    body_en: str = "{what}, {where}"
    push: bool = False  # worth a push though it is not the reader's turn


@dataclass(frozen=True)
class Told:
    """A notification, ready to be shown."""

    title_zh: str
    title_en: str
    body_zh: str
    body_en: str
    path: str
    push: bool


# (kind, the reader's turn) -> sentence
SENTENCES: Mapping[tuple[str, bool], Sentence] = {
    ("snap.taken", True): Sentence("您网格里有新的随手拍", "A new snap in your cell"),
    ("snap.taken", False): Sentence("您的片区里有新的随手拍", "A new snap in your area"),
    ("snap.backed", True): Sentence(
        "又有邻居遇到同一件事",
        "Another neighbour has the same problem",
        "{what}，已有 {backers} 人",
        "{what}, {backers} in all",
    ),
    ("snap.backed", False): Sentence(
        "又有邻居遇到同一件事",
        "Another neighbour has the same problem",
        "{what}，已有 {backers} 人",
        "{what}, {backers} in all",
    ),
    ("snap.taken_on", True): Sentence("您接办了一件事", "You have taken this on"),
    ("snap.taken_on", False): Sentence(
        "您反映的事有人接办了", "Somebody is on it", "{what}，由{who}办理", "{what}, handled by {who}"
    ),
    ("snap.assigned", True): Sentence("有一件事请您去办", "You are asked to handle this"),
    ("snap.assigned", False): Sentence(
        "您反映的事已安排人去办", "Somebody has been sent", "{what}，由{who}办理", "{what}, handled by {who}"
    ),
    ("snap.given_back", True): Sentence(
        "有一件事退回来了，请重新安排", "This was given back. Please find somebody else"
    ),
    ("snap.given_back", False): Sentence(
        "您反映的事正在重新安排",
        "Somebody else is being found",
        "{what}，没有漏掉，请您稍等",
        "{what}. It is not forgotten",
    ),
    ("snap.fixed_on_the_spot", True): Sentence(
        "{what}，当场办好了，请您看看",
        "{what}: fixed on the spot. Please have a look",
        "由{who}办理。没解决也可以直接点“没解决”",
        "Handled by {who}. If it is not solved, just say so",
    ),
    ("snap.fixed_on_the_spot", False): Sentence("您反映的事当场办好了", "Fixed on the spot", push=True),
    ("snap.solved", True): Sentence(
        "{what}，已办好，请您看看",
        "{what}: solved. Please have a look",
        "由{who}办理。没解决也可以直接点“没解决”",
        "Handled by {who}. If it is not solved, just say so",
    ),
    ("snap.solved", False): Sentence(
        "{what}，已办好",
        "{what}: solved",
        "由{who}办理，谢谢您的提醒",
        "Handled by {who}. Thank you for telling us",
        push=True,
    ),
    ("snap.confirmed", True): Sentence("居民确认办好了", "The resident confirms: solved"),
    ("snap.confirmed", False): Sentence("居民确认办好了，辛苦您", "The resident confirms: solved. Thank you"),
    ("snap.not_solved", True): Sentence(
        "居民说还没解决，请再去看看", "Not solved yet, says the resident. Please look again"
    ),
    ("snap.not_solved", False): Sentence("居民说还没解决", "Not solved yet, says the resident"),
    ("snap.raised_to_street", True): Sentence(
        "有一件事报到街道，请您安排", "Raised to the street. Please arrange it"
    ),
    ("snap.raised_to_street", False): Sentence(
        "您反映的事已报到街道",
        "Your snap is now with the street",
        "{what}，由街道安排办理",
        "{what}: the street arranges it",
    ),
    ("snap.merged", True): Sentence("同一件事已合并办理", "Merged with the same problem"),
    ("snap.merged", False): Sentence(
        "您反映的事与别人反映的合并办理",
        "Handled together with the same problem",
        "{what}，有进展一样告诉您",
        "{what}. You hear of every step as before",
    ),
    ("snap.refused", True): Sentence("您反映的事没有受理，请看理由", "Not taken up. Please see the reason"),
    ("snap.refused", False): Sentence("您反映的事没有受理，请看理由", "Not taken up. Please see the reason"),
    ("snap.relocated", True): Sentence("有一件事转到您的网格", "A snap has moved to your cell"),
    ("snap.relocated", False): Sentence(
        "您反映的事已转到所在网格",
        "Your snap is now with the right cell",
        "{what}，由{who}办理",
        "{what}, handled by {who}",
    ),
    ("snap.withdrawn", True): Sentence("反映人撤回了一件事", "The reporter has withdrawn a snap"),
    ("snap.withdrawn", False): Sentence(
        "反映人撤回了一件事，您不用去了", "Withdrawn by the reporter. No need to go"
    ),
}


def tell(kind: str, needs_me: bool, facts: Mapping[str, Any]) -> Told | None:
    """The notification for an event with these facts (a snap's head); None when nobody is told of such events."""
    sentence = SENTENCES.get((kind, needs_me))
    if sentence is None:
        return None
    zh, en = _blanks(facts)
    return Told(
        title_zh=_short(sentence.title_zh.format_map(zh), TITLE_AT_MOST),
        title_en=_short(sentence.title_en.format_map(en), TITLE_AT_MOST * 2),
        body_zh=_short(sentence.body_zh.format_map(zh), BODY_AT_MOST),
        body_en=_short(sentence.body_en.format_map(en), BODY_AT_MOST * 2),
        path=f"/snaps/{facts['id']}",
        push=needs_me or sentence.push,
    )


def _blanks(facts: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    rule = RULES[SnapCategory(facts["category"])]
    words = _short(" ".join(facts["words"].split()), WHAT_AT_MOST)
    who = facts["community_name"] or facts["street_name"]
    common = {"where": facts["place"], "backers": str(facts["backers"])}
    zh = {"what": words or rule.zh, "who": who or "街道", **common}
    en = {"what": words or rule.en, "who": who or "the street", **common}
    return zh, en


def _short(text: str, at_most: int) -> str:
    return text if len(text) <= at_most else f"{text[: at_most - 1]}…"
