"""Limits as a list writes them: "响应2小时；报到1天；办结5天*". A star marks what is (assumed). Pure."""

import re
from collections.abc import Iterator, Mapping

from gridcall.responsibility.rules import WORKING_DAY_MINUTES, Limits, Slot, Stage, Urgency

MINUTES_AT_MOST = 366 * 24 * 60
STAGES: Mapping[str, Stage] = {
    "签批": Stage.SIGN,
    "受理": Stage.ACCEPT,
    "响应": Stage.RESPOND,
    "报到": Stage.ATTEND,
    "办结": Stage.COMPLETE,
    "结案": Stage.CLOSE,
    **{stage.value: stage for stage in Stage},
}
# What a unit of time is worth in minutes, and whether it counts office hours alone. The first of its kind is written.
UNITS: Mapping[str, tuple[int, bool]] = {
    "天": (1440, False),
    "小时": (60, False),
    "分钟": (1, False),
    "工作日": (WORKING_DAY_MINUTES, True),
    "工作时": (60, True),
    "工作分": (1, True),
    "日": (1440, False),
    "时": (60, False),
    "分": (1, False),
    "工作小时": (60, True),
    "工作分钟": (1, True),
    "d": (1440, False),
    "h": (60, False),
    "min": (1, False),
    "wd": (WORKING_DAY_MINUTES, True),
    "wh": (60, True),
    "wmin": (1, True),
}
ASSUMED = ("*", "＊", "(假定)", "（假定）", "(assumed)")
_PIECE = re.compile(r"(?P<stage>[a-z]+|[一-鿿]{2})\s*[:：]?\s*(?P<number>[0-9]{1,6})\s*个?\s*(?P<unit>[a-z]+|[一-鿿]+)")


class Unreadable(ValueError):
    """`args` are the reason, a key of `words`, and the piece of text."""


def read(text: str, urgency: Urgency) -> tuple[dict[Stage, int], frozenset[Slot], bool | None]:
    """Minutes per stage, which of them are assumed, and whether they count office hours (None: no limits)."""
    minutes: dict[Stage, int] = {}
    assumed: set[Slot] = set()
    kinds: set[bool] = set()
    for piece in filter(None, (piece.strip() for piece in re.split(r"[；;，,、\n|]+", text.lower()))):
        stage, length, working, guessed = _read_piece(piece)
        if stage in minutes:
            raise Unreadable("limit_repeated", piece)
        minutes[stage] = length
        kinds.add(working)
        if guessed:
            assumed.add((urgency, stage))
    if len(kinds) > 1:
        raise Unreadable("limits_mixed", text)
    return minutes, frozenset(assumed), kinds.pop() if kinds else None


def _read_piece(piece: str) -> tuple[Stage, int, bool, bool]:
    mark = next((mark for mark in ASSUMED if piece.endswith(mark)), "")
    found = _PIECE.fullmatch(piece.removesuffix(mark).strip())
    if found is None or found["stage"] not in STAGES or found["unit"] not in UNITS:
        raise Unreadable("limit_unreadable", piece)
    worth, working = UNITS[found["unit"]]
    length = int(found["number"]) * worth
    if not 0 < length <= MINUTES_AT_MOST:
        raise Unreadable("limit_range", piece)
    return STAGES[found["stage"]], length, working, bool(mark)


def written(limits: Limits, assumed: frozenset[Slot], urgency: Urgency, *, working: bool) -> str:
    """What `read` takes back in, in the largest units that fit."""
    return "；".join(_pieces(limits, assumed, urgency, working=working))


def _pieces(limits: Limits, assumed: frozenset[Slot], urgency: Urgency, *, working: bool) -> Iterator[str]:
    names = {stage: name for name, stage in STAGES.items() if not name.isascii()}
    told = limits.get(urgency, {})
    for stage in filter(told.__contains__, Stage):
        number, unit = in_largest_units(told[stage], working=working)
        yield f"{names[stage]}{number}{unit}{ASSUMED[0] if (urgency, stage) in assumed else ''}"


def in_largest_units(minutes: int, *, working: bool) -> tuple[int, str]:
    """120 -> (2, "小时")."""
    fitting = (
        (minutes // worth, unit)
        for unit, (worth, office) in UNITS.items()
        if office is working and minutes % worth == 0
    )
    return next(fitting)
