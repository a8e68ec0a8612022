"""What wallets and statements call each movement of points, in both languages. {what}: the good, {who}: a surname."""

from collections.abc import Mapping
from typing import Any

from gridcall.words import Language, Pair

# What happened, as the feed names it.
EVENTS: Mapping[str, Pair] = {
    "points.earned": ("存分", "Earned"),
    "points.held": ("待兑换：{what}", "Held: {what}"),
    "points.redeemed": ("兑换：{what}", "Redeemed: {what}"),
    "points.released": ("没有兑换，积分退回：{what}", "Not redeemed, points back: {what}"),
    "points.reversed": ("冲正：{what}", "Undone: {what}"),
    "points.given": ("赠出积分", "Points given"),
    "points.received": ("收到积分", "Points received"),
    "points.pot_received": ("拼好愿：邻里凑的积分", "From those who gave to the wish"),
    "points.returned": ("心愿没有实现，赠出的积分退回", "The wish was not fulfilled, points back"),
    "points.expired": ("积分到期", "Points expired"),
    "points.expiring": ("积分快到期", "Points about to expire"),
    "points.adjusted": ("人工调整", "Adjusted by hand"),
    "points.closed": ("销户", "Account closed"),
}
PLAIN: Pair = ("积分变动", "Points moved")

# What a statement's line is called: (what kind of transfer, what for), the most particular first.
CAUSES: Mapping[str, Pair] = {
    "wish_goods": ("存分：实现心愿（物品）", "Earned: a wish fulfilled, goods"),
    "wish_service": ("存分：实现心愿（服务）", "Earned: a wish fulfilled, service"),
    "snap_verified": ("存分：随手拍上报属实", "Earned: a report proved true"),
    "activity_hour": ("存分：参加活动", "Earned: took part in an activity"),
}
LINES: Mapping[str, Pair] = {
    "earn": ("存分", "Earned"),
    "redeem": ("兑换：{what}", "Redeemed: {what}"),
    "reverse": ("冲正：{what}", "Undone: {what}"),
    "reverse_plain": ("冲正", "Reversed"),
    "give_out": ("赠给{who}", "Given to {who}"),
    "give_in": ("{who}赠送", "From {who}"),
    "give_wish": ("拼好愿：为心愿赠积分", "Given to a wish"),
    "give_pot": ("拼好愿：邻里凑的积分", "From those who gave to the wish"),
    "return": ("心愿没有实现，积分退回", "The wish was not fulfilled, points back"),
    "settle": ("街道结算", "Settled between streets"),
    "expire": ("积分到期", "Expired"),
    "adjust": ("人工调整", "Adjusted by hand"),
    "close": ("销户", "Account closed"),
}


def of_event(kind: str, payload: Mapping[str, Any], language: Language) -> str:
    """The title of what an event says, in the reader's language."""
    what = str(payload.get("what", ""))
    cause = CAUSES.get(what) if kind == "points.earned" else None
    return _said(cause or EVENTS.get(kind, PLAIN), language, what=what)


def of_line(name: str, language: Language, *, what: str = "", who: str = "") -> str:
    """The title of a statement's line; a name that nobody knows is called by what it is, a movement."""
    return _said(LINES.get(name) or CAUSES.get(name) or PLAIN, language, what=what, who=who)


def _said(pair: Pair, language: Language, **blanks: str) -> str:
    zh, en = pair
    return (zh if language is Language.ZH else en).format_map(blanks)
