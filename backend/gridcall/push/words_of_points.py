"""What people are told about their points and about activities, by hand, in both languages.

{what} is the good, the activity or a sum, {points} how many, {cause} what earned them, {day} their last day; {where} is
an activity's place, {when} when it begins.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gridcall import clock
from gridcall.bank.titles import CAUSES
from gridcall.push.sentences import Sentence

# (what happened, whether it is the reader's turn, which it never is) -> sentence.
SENTENCES: Mapping[tuple[str, bool], Sentence] = {
    ("points.earned", False): Sentence("存了 {points} 分", "{points} points earned", "{cause}", "{cause}", push=True),
    ("points.expiring", False): Sentence(
        "{points} 分快到期",
        "{points} points are about to expire",
        "{day}以后不能用了，可以到网点兑换",
        "Good until {day}; any branch takes them",
        push=True,
    ),
    ("points.expired", False): Sentence(
        "{points} 分已到期", "{points} points have expired", "积分明细里可以看", "See your statement"
    ),
    ("points.adjusted", False): Sentence(
        "积分有调整：{what}",
        "Points adjusted: {what}",
        "经两人核定，积分明细里可以看",
        "Decided by two; see your statement",
    ),
    ("points.closed", False): Sentence(
        "积分账户已注销", "Your points account is closed", "没用的积分一并作废", "What was left is over"
    ),
    ("points.redeemed", False): Sentence(
        "已兑换：{what}", "Redeemed: {what}", "用去 {points} 分", "{points} points", push=True
    ),
    ("points.released", False): Sentence(
        "没有兑换：{what}", "Not redeemed: {what}", "{points} 分已退回", "{points} points are back"
    ),
    ("points.reversed", False): Sentence(
        "已冲正：{what}", "Undone: {what}", "{points} 分已退回", "{points} points are back", push=True
    ),
    ("points.received", False): Sentence(
        "收到赠送的 {points} 分", "{points} points for you", "有人把积分赠给您", "Somebody gave them to you", push=True
    ),
    ("points.pot_received", False): Sentence(
        "收到 {points} 分",
        "{points} points for you",
        "邻里为这个心愿凑的",
        "From those who gave to the wish",
        push=True,
    ),
    ("points.returned", False): Sentence(
        "{points} 分已退回", "{points} points are back", "心愿没有实现", "The wish was not fulfilled"
    ),
    ("activity.cancelled", False): Sentence(
        "活动取消：{what}", "Cancelled: {what}", "{when}，{where}", "{when}, {where}", push=True
    ),
}


def blanks(facts: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What fills the sentences, in Chinese and in English."""
    begins = datetime.fromisoformat(facts["starts_at"]).astimezone(clock.CHINA) if "starts_at" in facts else None
    cause = CAUSES.get(str(facts.get("what")), ("", ""))
    last = date.fromisoformat(facts["on"]) if "on" in facts else None
    common = {
        "what": str(facts.get("what") or facts.get("title") or ""),
        "points": str(facts.get("amount", "")),
        "where": str(facts.get("place", "")),
    }
    zh = {"when": f"{begins:%-m月%-d日 %H:%M}" if begins else "", "cause": cause[0], **common}
    zh["day"] = f"{last:%-m月%-d日}" if last else ""
    en = {"when": f"{begins:%-d %b %H:%M}" if begins else "", "cause": cause[1], **common}
    en["day"] = f"{last:%-d %b %Y}" if last else ""
    return zh, en
