"""What people are told about wishes and double registration, by hand, in both languages.

{what} is the beginning of the published words, in quotation marks as somebody's own, {where} the community, {day} the
promised day. The thing leads: a list of ten is read at a glance.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gridcall.push.sentences import Sentence

WHAT_AT_MOST = 24
FULL_STOPS = "。．.！!，,；;、"  # a sentence goes on after the words

_PLACE_ZH, _PLACE_EN = "{where}", "{where}"
_DAY_ZH, _DAY_EN = "约好 {day} 前办好，{where}", "Promised by {day}, {where}"


def _said(zh: str, en: str, body_zh: str = _PLACE_ZH, body_en: str = _PLACE_EN, *, push: bool = False) -> Sentence:
    return Sentence(zh, en, body_zh, body_en, push)


# (what happened, whether it is the reader's turn) -> sentence.
SENTENCES: Mapping[tuple[str, bool], Sentence] = {
    ("wish.posted", True): _said("{what}，新心愿请审核", "{what}: a new wish to review"),
    ("wish.revised", True): _said("{what}，改好了，请再审核", "{what}: mended. Please review it again"),
    ("wish.published", False): _said(
        "{what}，已经公布", "{what}: published", "有人认领就告诉您", "You will hear when somebody claims it", push=True
    ),
    ("wish.sent_back", True): _said(
        "{what}，请改一改再提交", "{what}: please mend it", "社区写了要改哪里", "The community says what"
    ),
    ("wish.refused", False): _said(
        "{what}，社区没有采纳", "{what}: declined", "请您看看理由", "Please see the reason", push=True
    ),
    ("wish.withdrawn", False): _said(
        "{what}，心愿撤回了", "{what}: withdrawn", "不用再准备了，谢谢您", "Nothing more to do. Thank you", push=True
    ),
    ("wish.claimed", False): _said(
        "{what}，有人认领了", "{what}: somebody has claimed it", _DAY_ZH, _DAY_EN, push=True
    ),
    ("wish.companion_joined", False): _said("{what}，有同伴加入了", "{what}: somebody goes along"),
    ("wish.companion_left", False): _said(
        "{what}，同伴来不了",
        "{what}: the companion cannot come",
        "还差一位同伴",
        "One more person is needed",
        push=True,
    ),
    ("wish.passed_on", True): _said("{what}，单位转交给您", "{what}: passed on to you", _DAY_ZH, _DAY_EN),
    ("wish.passed_on", False): _said("{what}，认领单位换了人来办", "{what}: the unit sends somebody else"),
    ("wish.extension_asked", True): _said(
        "{what}，认领人想晚几天，请您答复", "{what}: more time is asked for", "理由写在里面", "The reason is inside"
    ),
    ("wish.extension_granted", True): _said("{what}，同意延期", "{what}: more time is granted", _DAY_ZH, _DAY_EN),
    ("wish.extension_declined", True): _said(
        "{what}，日期不变", "{what}: the day stays", "办不了可以退回，不要紧", "Give it back if you must: no harm done"
    ),
    ("wish.given_back", False): _said(
        "{what}，重新等人认领",
        "{what}: waits for somebody again",
        "认领人这次办不了，不是您的原因",
        "It could not be done this time",
    ),
    ("wish.reminded", True): _said(
        "{what}，日子快到了",
        "{what}: the day comes near",
        "{day} 前办好；来不及可以延期或退回",
        "By {day}; ask for more time or give it back if you must",
    ),
    ("wish.reminded", False): _said("{what}，日子快到了", "{what}: the day comes near", _DAY_ZH, _DAY_EN),
    ("wish.lapsed", False): _said(
        "{what}，过期未办，重新等人认领", "{what}: overdue, and waits for somebody again", push=True
    ),
    ("wish.reported", True): _said(
        "{what}，说是办好了，请您看看",
        "{what}: done, they say. Please have a look",
        "没办好也可以直说；一直没有答复就按已实现",
        "If something is missing, say so. Silence confirms",
    ),
    ("wish.missing", True): _said("{what}，还差一点，请看说明", "{what}: something is missing", _DAY_ZH, _DAY_EN),
    ("wish.missing", False): _said("{what}，还差一点", "{what}: something is missing"),
    ("wish.noticed", True): _said(
        "{what}，再不答复就按已实现",
        "{what}: will soon count as fulfilled",
        "还差什么请直说",
        "If something is missing, say so",
    ),
    ("wish.confirmed", False): _said(
        "{what}，心愿实现了",
        "{what}: the wish has come true",
        "对方已经确认，谢谢您",
        "It is confirmed. Thank you",
        push=True,
    ),
    ("wish.confirmed_by_silence", False): _said(
        "{what}，按已实现结束",
        "{what}: counts as fulfilled",
        "期限内没有人说还差什么",
        "Nobody said that something is missing",
    ),
    ("wish.thanked", False): _said("{what}，对方写了一句感谢", "{what}: a note of thanks for you", push=True),
    ("wish.points_given", False): _said("{what}，有人添了积分", "{what}: somebody put points beside it"),
    ("wish.contact_seen", False): _said(
        "{what}，有人看了联系方式",
        "{what}: the contact details were looked at",
        "谁看的、什么时候，里面都有",
        "Who and when is inside",
    ),
    ("registration.member_registered", True): _said(
        "{unit}，有人报到，请核实", "{unit}: a member to verify", "{where}", "{where}"
    ),
    ("registration.member_verified", False): _said(
        "{unit}，您的报到已核实",
        "{unit}: you are verified",
        "可以代表单位认领心愿了",
        "You can claim wishes in its name",
    ),
    ("registration.ended", False): _said("{unit}，您的报到已结束", "{unit}: your registration has ended"),
}


def blanks(facts: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What fills the sentences, in Chinese and in English."""
    if "registration_id" in facts:
        common = {"unit": facts["unit_name"], "where": facts["community_name"]}
        return common, common
    day = date.fromisoformat(facts["promised_on"]) if facts["promised_on"] else None
    words = " ".join(facts["words"].split()).rstrip(FULL_STOPS)
    what = words if len(words) <= WHAT_AT_MOST else f"{words[: WHAT_AT_MOST - 1]}…"
    common = {"what": f"“{what}”", "where": facts["community_name"]}
    zh = {"day": f"{day:%-m月%-d日}" if day else "", **common}
    return zh, {"day": f"{day:%-d %b}" if day else "", **common}
