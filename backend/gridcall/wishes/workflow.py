"""The wish's workflow as data: every step, from where to where, and who may take it. Pure: no I/O, no clock.

`refusal` is the one decision. The actions raise what it answers, and the screens show it beside each
greyed-out step: what is offered and what is accepted cannot differ.

Nobody deals with himself: whoever asks for a wish (the wisher, whoever posted it, their household) never claims it, and
whoever claims it never confirms it. A wish posted for somebody without a phone is spoken for by whoever posted it, who
knows the person and took the consent; and, since posts end and people fall ill, by the community's reviewers too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gridcall.errors import AlreadyClaimed, DomainError, NotAllowed, WrongStatus
from gridcall.people.permissions import Permission


class WishStatus(StrEnum):
    TO_REVIEW = "to_review"  # 待审核
    SENT_BACK = "sent_back"  # 退回修改
    PUBLISHED = "published"  # 待认领
    CLAIMED = "claimed"  # 已认领
    REPORTED = "reported"  # 待确认
    FULFILLED = "fulfilled"  # 已实现
    REFUSED = "refused"  # 未采纳
    WITHDRAWN = "withdrawn"  # 已撤回


class WishStep(StrEnum):
    POST = "post"
    REVISE = "revise"
    PUBLISH = "publish"
    SEND_BACK = "send_back"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CLAIM = "claim"
    JOIN = "join"
    LEAVE = "leave"
    PASS_ON = "pass_on"  # noqa: S105
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    DECLINE_EXTENSION = "decline_extension"
    GIVE_BACK = "give_back"
    REMIND = "remind"
    LAPSE = "lapse"
    REPORT_FULFILLED = "report_fulfilled"
    SAY_MISSING = "say_missing"
    NOTICE = "notice"
    CONFIRM = "confirm"
    CONFIRM_BY_SILENCE = "confirm_by_silence"
    THANK = "thank"
    GIVE_POINTS = "give_points"


class Part(StrEnum):
    """What a person is to one wish, whatever posts are held."""

    ANYBODY = "anybody"
    POSTER = "poster"
    ASKER = "asker"  # the wisher, whoever posted it, and for a wish on behalf the community's reviewers
    HELPER = "helper"  # anybody who neither asks nor lives with whoever asks
    CLAIMER = "claimer"  # and the contact of the unit in whose name it was claimed
    COMPANION = "companion"
    GIVER = "giver"  # anybody but the claimer's side
    CLOCK = "clock"


class WishKind(StrEnum):
    GOODS = "goods"  # 物品
    SERVICE = "service"  # 服务


class WishFor(StrEnum):
    ONESELF = "oneself"
    SOMEONE = "someone"


class WishWho(StrEnum):
    """As whom the published form shows the wisher."""

    RESIDENT = "resident"  # 一位居民
    OLD_PERSON = "old_person"  # 一位老人
    FAMILY = "family"  # 一户家庭
    CHILD = "child"  # 一个孩子
    DISABLED_PERSON = "disabled_person"  # 一位残障人士


class SafetyFlag(StrEnum):
    """Each of them demands two persons."""

    MINOR = "minor"
    HOME_VISIT = "home_visit"
    VERY_OLD = "very_old"


class ConsentHow(StrEnum):
    SPOKEN = "spoken"
    WRITTEN = "written"
    BY_PHONE = "by_phone"


class ClaimEnd(StrEnum):
    GIVEN_BACK = "given_back"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"  # the wish was
    FULFILLED = "fulfilled"


S, P = WishStatus, Permission
OPEN = frozenset({S.TO_REVIEW, S.SENT_BACK, S.PUBLISHED, S.CLAIMED, S.REPORTED})
PUBLIC = frozenset({S.PUBLISHED, S.CLAIMED, S.REPORTED, S.FULFILLED})  # what the wall shows
CLAIM_STANDS = frozenset({S.CLAIMED, S.REPORTED})


@dataclass(frozen=True)
class Step:
    """One line of the table. `to` None: the status stays. `words`: the step needs words."""

    name: WishStep
    sources: frozenset[WishStatus]
    to: WishStatus | None
    who: Permission | Part
    event: str
    words: bool = False

    @property
    def by_itself(self) -> bool:
        return self.who is Part.CLOCK


def _of(*statuses: WishStatus) -> frozenset[WishStatus]:
    return frozenset(statuses)


_LINES = (
    Step(WishStep.POST, _of(), S.TO_REVIEW, Part.ANYBODY, "wish.posted", words=True),
    Step(WishStep.REVISE, _of(S.TO_REVIEW, S.SENT_BACK), S.TO_REVIEW, Part.POSTER, "wish.revised", words=True),
    Step(WishStep.PUBLISH, _of(S.TO_REVIEW), S.PUBLISHED, P.WISH_REVIEW, "wish.published"),
    Step(WishStep.SEND_BACK, _of(S.TO_REVIEW), S.SENT_BACK, P.WISH_REVIEW, "wish.sent_back", words=True),
    Step(
        WishStep.REFUSE,
        _of(S.TO_REVIEW, S.SENT_BACK, S.PUBLISHED),
        S.REFUSED,
        P.WISH_REVIEW,
        "wish.refused",
        words=True,
    ),
    Step(
        WishStep.WITHDRAW,
        _of(S.TO_REVIEW, S.SENT_BACK, S.PUBLISHED, S.CLAIMED),
        S.WITHDRAWN,
        Part.ASKER,
        "wish.withdrawn",
    ),
    Step(WishStep.CLAIM, _of(S.PUBLISHED), S.CLAIMED, Part.HELPER, "wish.claimed", words=True),
    Step(WishStep.JOIN, _of(S.CLAIMED), None, Part.HELPER, "wish.companion_joined"),
    Step(WishStep.LEAVE, _of(S.CLAIMED), None, Part.COMPANION, "wish.companion_left"),
    Step(WishStep.PASS_ON, _of(S.CLAIMED), None, Part.CLAIMER, "wish.passed_on"),
    Step(WishStep.ASK_EXTENSION, _of(S.CLAIMED), None, Part.CLAIMER, "wish.extension_asked", words=True),
    Step(WishStep.GRANT_EXTENSION, _of(S.CLAIMED), None, Part.ASKER, "wish.extension_granted"),
    Step(WishStep.DECLINE_EXTENSION, _of(S.CLAIMED), None, Part.ASKER, "wish.extension_declined"),
    Step(WishStep.GIVE_BACK, _of(S.CLAIMED), S.PUBLISHED, Part.CLAIMER, "wish.given_back"),
    Step(WishStep.REMIND, _of(S.CLAIMED), None, Part.CLOCK, "wish.reminded"),
    Step(WishStep.LAPSE, _of(S.CLAIMED), S.PUBLISHED, Part.CLOCK, "wish.lapsed"),
    Step(WishStep.REPORT_FULFILLED, _of(S.CLAIMED), S.REPORTED, Part.CLAIMER, "wish.reported", words=True),
    Step(WishStep.SAY_MISSING, _of(S.REPORTED), S.CLAIMED, Part.ASKER, "wish.missing", words=True),
    Step(WishStep.NOTICE, _of(S.REPORTED), None, Part.CLOCK, "wish.noticed"),
    Step(WishStep.CONFIRM, _of(S.REPORTED), S.FULFILLED, Part.ASKER, "wish.confirmed"),
    Step(WishStep.CONFIRM_BY_SILENCE, _of(S.REPORTED), S.FULFILLED, Part.CLOCK, "wish.confirmed_by_silence"),
    Step(WishStep.THANK, _of(S.FULFILLED), None, Part.ASKER, "wish.thanked", words=True),
    Step(WishStep.GIVE_POINTS, _of(S.PUBLISHED, S.CLAIMED), None, Part.GIVER, "wish.points_given"),
)
STEPS: Mapping[WishStep, Step] = {step.name: step for step in _LINES}


@dataclass(frozen=True)
class Standing:
    """How one person stands to one wish, and how far the wish has come: all that a decision needs."""

    status: WishStatus
    wisher: bool = False
    poster: bool = False
    on_behalf: bool = False
    household: bool = False  # lives with whoever asks
    claimer: bool = False
    companion: bool = False
    represents: bool = False  # contact of the unit in whose name it is claimed
    of_unit: bool = False  # it is claimed in a unit's name
    companions_needed: int = 0  # how many have yet to join
    two_needed: bool = False
    extension_asked: bool = False
    thanked: bool = False
    permissions: frozenset[Permission] = frozenset()  # held by posts that cover the wish's code

    @property
    def asks(self) -> bool:
        return self.wisher or self.poster or (self.on_behalf and P.WISH_REVIEW in self.permissions)

    @property
    def earns(self) -> bool:
        """On the claimer's side: what is good for the claim is good for this person."""
        return self.claimer or self.companion or self.represents


def refusal(step: Step, standing: Standing) -> DomainError | None:
    """Why the step cannot be taken, or None. A right that the person never has is said before the status."""
    return _not_theirs(step, standing) or _not_now(step, standing) or _not_yet(step, standing)


def check(step: Step, standing: Standing) -> None:
    """Raises NotAllowed, WrongStatus or AlreadyClaimed when the table has no such line for this person and status."""
    refused = refusal(step, standing)
    if refused is not None:
        raise refused


def _not_theirs(step: Step, standing: Standing) -> DomainError | None:
    if isinstance(step.who, Permission):
        if step.who not in standing.permissions:
            return NotAllowed(step.who.value)
        return NotAllowed(step.who.value, "wish_review_own") if standing.wisher else None
    reason = _PARTS[step.who](standing)
    return NotAllowed(step.who.value, reason) if reason else None


def _poster(standing: Standing) -> str:
    return "" if standing.poster else "only_poster"


def _asker(standing: Standing) -> str:
    if not standing.asks:
        return "only_asker"
    return "earner_confirms" if standing.earns else ""


def _helper(standing: Standing) -> str:
    if standing.wisher or standing.household:
        return "wish_yours"
    return "wish_posted_by_you" if standing.poster else ""


_PARTS: Mapping[Part, Callable[[Standing], str]] = {
    Part.ANYBODY: lambda standing: "",
    Part.POSTER: _poster,
    Part.ASKER: _asker,
    Part.HELPER: _helper,
    Part.CLAIMER: lambda standing: "",  # whose claim it is turns with the status
    Part.COMPANION: lambda standing: "",
    Part.GIVER: lambda standing: "gift_by_claimer" if standing.earns else "",
    Part.CLOCK: lambda standing: "not_allowed",
}


def _not_now(step: Step, standing: Standing) -> DomainError | None:
    if standing.status not in step.sources:
        if step.name is WishStep.CLAIM and standing.status in CLAIM_STANDS and not standing.claimer:
            return AlreadyClaimed()
        return wrong_status(step, standing.status, _why_not(step.name, standing.status))
    if step.who is Part.CLAIMER and not (standing.claimer or standing.represents):
        return NotAllowed(step.who.value, "only_claimer")
    if step.who is Part.COMPANION and not standing.companion:
        return NotAllowed(step.who.value, "only_companion")
    return None


def _not_yet(step: Step, standing: Standing) -> DomainError | None:
    """What has to be so besides the status."""
    reason = _BESIDES[step.name](standing) if step.name in _BESIDES else ""
    return wrong_status(step, standing.status, reason) if reason else None


def _join(standing: Standing) -> str:
    if standing.claimer or standing.companion:
        return "going_already"
    if not standing.two_needed:
        return "companion_not_needed"
    return "" if standing.companions_needed else "companions_enough"


_BESIDES: Mapping[WishStep, Callable[[Standing], str]] = {
    WishStep.JOIN: _join,
    WishStep.PASS_ON: lambda standing: "" if standing.of_unit else "not_a_units_claim",
    WishStep.ASK_EXTENSION: lambda standing: "extension_asked" if standing.extension_asked else "",
    WishStep.GRANT_EXTENSION: lambda standing: "" if standing.extension_asked else "extension_not_asked",
    WishStep.DECLINE_EXTENSION: lambda standing: "" if standing.extension_asked else "extension_not_asked",
    WishStep.REPORT_FULFILLED: lambda standing: "companion_first" if standing.companions_needed else "",
    WishStep.THANK: lambda standing: "thanked_already" if standing.thanked else "",
}

# What has to come first, from a status in which it has not.
_TOO_EARLY: Mapping[WishStep, tuple[frozenset[WishStatus], str]] = {
    WishStep.CLAIM: (_of(S.TO_REVIEW, S.SENT_BACK), "wish_not_published"),
    WishStep.GIVE_POINTS: (_of(S.TO_REVIEW, S.SENT_BACK), "wish_not_published"),
    **dict.fromkeys(
        (
            *(WishStep.JOIN, WishStep.LEAVE, WishStep.PASS_ON, WishStep.GIVE_BACK, WishStep.REPORT_FULFILLED),
            *(WishStep.ASK_EXTENSION, WishStep.GRANT_EXTENSION, WishStep.DECLINE_EXTENSION),
        ),
        (_of(S.TO_REVIEW, S.SENT_BACK, S.PUBLISHED), "wish_not_claimed"),
    ),
    **dict.fromkeys(
        (WishStep.SAY_MISSING, WishStep.CONFIRM),
        (_of(S.TO_REVIEW, S.SENT_BACK, S.PUBLISHED, S.CLAIMED), "wish_not_reported"),
    ),
    WishStep.THANK: (OPEN, "wish_not_fulfilled"),
}
# What has happened already, for every other step.
_HAPPENED: Mapping[WishStatus, str] = {
    S.TO_REVIEW: "wish_not_published",
    S.SENT_BACK: "wish_sent_back",
    S.PUBLISHED: "wish_published",
    S.CLAIMED: "wish_claimed",
    S.REPORTED: "wish_reported",
    S.FULFILLED: "wish_fulfilled",
    S.REFUSED: "wish_refused",
    S.WITHDRAWN: "wish_withdrawn",
}


def _why_not(step: WishStep, status: WishStatus) -> str:
    early, reason = _TOO_EARLY.get(step, (frozenset(), ""))
    return reason if status in early else _HAPPENED[status]


def wrong_status(step: Step, status: WishStatus, reason: str) -> WrongStatus:
    """Both names as the schema spells them."""
    return WrongStatus(actual_status=status.name, step=step.name.name, reason=reason)


def contact_visible(standing: Standing) -> bool:
    """Name, number and address are for those who go, while the claim stands and all who are to go have joined."""
    going = standing.claimer or standing.companion
    return going and standing.status in CLAIM_STANDS and not standing.companions_needed
