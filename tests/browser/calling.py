"""A call as far as a screen needs it, brought there over the API by those whose turn it is."""

import hashlib
from datetime import timedelta
from typing import Any

from playwright.sync_api import BrowserContext
from tests.browser.conftest import _ask
from tests.calls.documents import DRAFT, FURTHER, OF_PART, ONE, mutation
from tests.calls.scene import DEPARTMENTS
from tests.cast import CELL, STREET

from gridcall import clock

ITEM = '{ responsibilityMatches(first: 1, text: "占道经营") { item { id situations { id } } } }'
TITLE, WORDS = "明城东门夜间占道烧烤", "摊位约 9 处，油烟直排"
GOOD = {"timeliness": "SATISFIED", "attitude": "SATISFIED", "result": "SATISFIED", "solved": "SOLVED"}


def take(who: BrowserContext, name: str, call: str, part: str | None = None, **facts: Any) -> dict[str, Any]:
    """A step on the call, or on one unit's part of it; answers the call."""
    kind = "$input: PartStepInput!" if name in OF_PART else "$input: CallStepInput!"
    declared, given = FURTHER.get(name, ("", ""))
    document = mutation(name, f"{kind}{declared and ', ' + declared}", f"input: $input{given and ', ' + given}")
    sent = {"id": str(clock.new_id()), "callId": call, "words": "按规定处理"}
    taken: dict[str, Any] = _ask(who, document, input=sent | ({"assignmentId": part} if part else {}), **facts)[name]
    assert taken["__typename"] == "Call", taken
    return taken


def item(who: BrowserContext) -> dict[str, Any]:
    found: dict[str, Any] = _ask(who, ITEM)["responsibilityMatches"][0]["item"]
    return found


def drafted(clerk: BrowserContext, *snaps: str) -> str:
    """A call form that is being written; answers its id."""
    found = item(clerk)
    form: dict[str, Any] = {
        **{"streetCode": STREET, "cellCode": CELL, "place": "盛福明城东门岗亭旁", "urgency": "URGENT"},
        **{"itemId": found["id"], "situationId": found["situations"][0]["id"], "title": TITLE, "words": WORDS},
        **{"doneAlready": "劝导三次", "asks": "请城管到场", "snapIds": list(snaps)},
    }
    return str(_ask(clerk, DRAFT, id=str(clock.new_id()), form=form)["draftCall"]["id"])


def submitted(clerk: BrowserContext) -> str:
    """A call form that waits for its signature; answers its id."""
    call = drafted(clerk)
    take(clerk, "submitCall", call)
    return call


def sign(head: BrowserContext, call: str) -> None:
    text = _ask(head, ONE, id=call)["call"]["toSign"]
    take(head, "signOffCall", call, hash=hashlib.sha256(text.encode()).hexdigest())


def dispatch(desk: BrowserContext, call: str, *names: str) -> list[str]:
    """To departments by their short names; answers the ids of their parts."""
    units = {unit["name"]: unit["id"] for unit in _ask(desk, "{ units { id name } }")["units"]}
    called = [
        {
            "id": str(clock.new_id()),
            "unitId": units[DEPARTMENTS[name]],
            "part": "CO_OPERATING" if number else "LEAD",
            "duty": "到场处置",
            "headcount": 2,
        }
        for number, name in enumerate(names)
    ]
    point = {"lon": 117.1025, "lat": 36.6625, "crs": "WGS84"}
    soon = (clock.now() + timedelta(hours=2)).isoformat()
    order = {"reportAt": soon, "place": "盛福明城东门岗亭旁", "point": point, "words": "带执法记录仪"}
    return [part["id"] for part in take(desk, "dispatchCall", call, order=order, units=called)["assignments"]]


def finish(unit: BrowserContext, clerk: BrowserContext, call: str, part: str) -> None:
    """A unit does its part and the street accepts it."""
    take(unit, "respond", call, part, heads=2)
    take(unit, "reportCompletion", call, part)
    take(clerk, "acceptPart", call, part)
