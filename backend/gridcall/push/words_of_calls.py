"""What people are told about calls, by hand, in both languages.

{what} is the call's title, {where} the place to report, {when} the time to report, {street} who calls, {unit} the
unit that the step concerns.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gridcall import clock
from gridcall.push.sentences import Sentence

_ORDER_ZH, _ORDER_EN = "{when}，{where}报到：{what}", "Report at {when}, {where}: {what}"
_UNIT_ZH, _UNIT_EN = "{unit}：{what}", "{unit}: {what}"
_PLAIN_ZH, _PLAIN_EN = "{street}：{what}", "{street}: {what}"


def _said(zh: str, en: str, body_zh: str = _PLAIN_ZH, body_en: str = _PLAIN_EN, *, push: bool = False) -> Sentence:
    return Sentence(zh, en, body_zh, body_en, push)


# (what happened, whether it is the reader's turn) -> sentence.
SENTENCES: Mapping[tuple[str, bool], Sentence] = {
    ("draft.submitted", True): _said("有一份呼叫单请您签批", "A call form waits for your signature"),
    ("draft.sent_to_drafter", True): _said("呼叫单退回修改，请看理由", "The call form came back. Please see why"),
    ("call.signed_off", True): _said("新的街道呼叫，请受理", "A street calls. Please take it up"),
    ("call.signed_off", False): _said("呼叫单已签批，送到区平台", "Signed, and with the district desk"),
    ("call.sent_back", True): _said("区平台退回呼叫，请看理由", "The desk sent the call back. Please see why"),
    ("call.dispatched", True): _said("街道呼叫，请确认响应", "You are called. Please confirm", _ORDER_ZH, _ORDER_EN),
    ("call.dispatched", False): _said("区平台已派遣", "Dispatched by the desk", _ORDER_ZH, _ORDER_EN),
    ("call.units_added", True): _said("街道呼叫，请确认响应", "You are called. Please confirm", _ORDER_ZH, _ORDER_EN),
    ("call.moved", True): _said(
        "时间地点有变，请重新确认", "Time or place has changed. Please confirm again", _ORDER_ZH, _ORDER_EN
    ),
    ("call.reminded", True): _said(
        "催办：请尽快答复或办理", "A reminder: somebody waits for you", _ORDER_ZH, _ORDER_EN
    ),
    ("call.confirmed", False): _said("有单位确认响应", "A unit has confirmed", _UNIT_ZH, _UNIT_EN),
    ("call.returned", True): _said(
        "有单位退回，请研判", "A unit returned its part. Please settle it", _UNIT_ZH, _UNIT_EN
    ),
    ("call.returned", False): _said("有单位退回，等区平台研判", "A unit returned its part", _UNIT_ZH, _UNIT_EN),
    ("call.return_settled", True): _said(
        "经研判由您单位办理，请确认", "The desk calls your unit. Please confirm", _ORDER_ZH, _ORDER_EN
    ),
    ("call.return_settled", False): _said("退回已研判，您单位不再参加", "Settled: your unit takes no part any more"),
    ("call.unit_relieved", True): _said("街道呼叫，请确认响应", "You are called. Please confirm", _ORDER_ZH, _ORDER_EN),
    ("call.unit_relieved", False): _said("您单位不再参加这件呼叫", "Your unit takes no part any more", push=True),
    ("call.meeting_proposed", True): _said(
        "有单位商量改期，请答复", "A unit proposes another time or place. Please answer", _UNIT_ZH, _UNIT_EN
    ),
    ("call.meeting_proposed", False): _said(
        "有单位商量改期，等区平台答复", "A unit proposes another time or place", _UNIT_ZH, _UNIT_EN
    ),
    ("call.meeting_accepted", True): _said(
        "改期已同意，请重新确认", "Time or place has changed as proposed. Please confirm again", _ORDER_ZH, _ORDER_EN
    ),
    ("call.meeting_accepted", False): _said(
        "报到时间地点已改", "Time or place has changed as proposed", _ORDER_ZH, _ORDER_EN
    ),
    ("call.extension_asked", True): _said(
        "有单位申请延期，请答复", "A unit asks for more time. Please answer", _UNIT_ZH, _UNIT_EN
    ),
    ("call.extension_asked", False): _said(
        "有单位申请延期，等区平台答复", "A unit asks for more time", _UNIT_ZH, _UNIT_EN
    ),
    ("call.extension_granted", False): _said("延期已同意", "More time is granted", _UNIT_ZH, _UNIT_EN, push=True),
    ("call.plea_refused", True): _said(
        "申请没有同意，请按原要求办", "Not granted. Please go by the order as it stands", _ORDER_ZH, _ORDER_EN
    ),
    ("call.later_closing_asked", True): _said("街道申请延期结案，请答复", "The street asks for more time to close"),
    ("call.later_closing_granted", False): _said("延期结案已同意", "More time to close is granted", push=True),
    ("call.later_closing_refused", True): _said(
        "延期结案没有同意，请按时结案", "Not granted. Please close the call within its limit"
    ),
    ("call.people_sent", True): _said("单位派您到场", "You are sent", _ORDER_ZH, _ORDER_EN),
    ("call.checked_in", False): _said("有单位到场", "A unit is on site", _UNIT_ZH, _UNIT_EN),
    ("call.part_reported", True): _said(
        "有单位反馈办结，请核验", "A unit has reported. Please look", _UNIT_ZH, _UNIT_EN
    ),
    ("call.part_accepted", True): _said("各单位都已办结，请提结案意见", "All parts are in. Please close the call"),
    ("call.part_accepted", False): _said("街道核验通过", "The street accepts your part"),
    ("call.part_reworked", True): _said("街道请您单位返工，请看理由", "To be done again. Please see why"),
    ("call.closed", True): _said("街道已结案，请归档", "Closed by the street. Please file it"),
    ("call.closed", False): _said("呼叫已结案，评价已公布", "Closed. The evaluation can be read"),
    ("call.withdrawn", False): _said("街道撤回呼叫，不用去了", "Withdrawn by the street. No need to go", push=True),
    ("call.reopened", True): _said("呼叫重启，请您单位返工", "Opened again. Please do your part again"),
}


def blanks(facts: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What fills the sentences, in Chinese and in English."""
    report_at = datetime.fromisoformat(facts["report_at"]).astimezone(clock.CHINA) if facts["report_at"] else None
    common = {"what": facts["title"], "where": facts["report_place"] or facts["place"], "street": facts["street_name"]}
    zh = {"when": f"{report_at:%-m月%-d日 %H:%M}" if report_at else "", "unit": facts["unit_name"] or "", **common}
    en = {"when": f"{report_at:%-d %b %H:%M}" if report_at else "", "unit": facts["unit_name"] or "", **common}
    return zh, en
