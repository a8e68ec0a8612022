"""A call as far as a screen needs it, brought there over the API by those whose turn it is."""

import base64
import hashlib
from datetime import timedelta
from typing import Any

from playwright.sync_api import BrowserContext
from tests.browser.conftest import _ask
from tests.calls.documents import DRAFT, FURTHER, ONE, mutation
from tests.calls.scene import LIST
from tests.cast import CELL, STREET

from gridcall import clock

IMPORT = """mutation($input: ImportResponsibilityListInput!) { importResponsibilityList(input: $input) {
  __typename ... on Problem { message } ... on ResponsibilityImport { faults { message } } } }"""
ITEM = '{ responsibilityMatches(first: 1, text: "占道经营") { item { id situations { id } } } }'
TITLE, WORDS = "明城东门夜间占道烧烤", "摊位约 9 处，油烟直排"


def bring_the_list(administrator: BrowserContext) -> None:
    """The responsibility list, if it is not there."""
    content = base64.b64encode(LIST).decode()
    edition = {"name": "示范清单", "source": "示范", "startsOn": "2020-01-01", "demonstration": True}
    answer = _ask(administrator, IMPORT, input={"id": str(clock.new_id()), "content": content, **edition})
    assert answer["importResponsibilityList"]["faults"] == []


def take(who: BrowserContext, name: str, call: str, **facts: Any) -> dict[str, Any]:
    """A step on the call as a whole; answers the call."""
    declared, given = FURTHER.get(name, ("", ""))
    document = mutation(
        name, f"$input: CallStepInput!{declared and ', ' + declared}", f"input: $input{given and ', ' + given}"
    )
    taken: dict[str, Any] = _ask(who, document, input={"id": str(clock.new_id()), "callId": call}, **facts)[name]
    assert taken["__typename"] == "Call", taken
    return taken


def submitted(clerk: BrowserContext) -> str:
    """A call form that waits for its signature; answers its id."""
    item = _ask(clerk, ITEM)["responsibilityMatches"][0]["item"]
    form: dict[str, Any] = {
        **{"streetCode": STREET, "cellCode": CELL, "place": "盛福明城东门岗亭旁", "urgency": "URGENT"},
        **{"itemId": item["id"], "situationId": item["situations"][0]["id"], "title": TITLE, "words": WORDS},
        **{"doneAlready": "劝导三次", "asks": "请城管到场"},
    }
    call = _ask(clerk, DRAFT, id=str(clock.new_id()), form=form)["draftCall"]["id"]
    take(clerk, "submitCall", call)
    return str(call)


def sign(head: BrowserContext, call: str) -> None:
    text = _ask(head, ONE, id=call)["call"]["toSign"]
    take(head, "signOffCall", call, hash=hashlib.sha256(text.encode()).hexdigest())


def dispatch(desk: BrowserContext, call: str) -> None:
    """To two units."""
    units = [one["id"] for one in _ask(desk, "{ units { id } }")["units"][:2]]
    parts = zip(units, ("LEAD", "CO_OPERATING"), strict=True)
    called = [
        {"id": str(clock.new_id()), "unitId": unit, "part": part, "duty": "到场处置", "headcount": 2}
        for unit, part in parts
    ]
    point = {"lon": 117.1025, "lat": 36.6625, "crs": "WGS84"}
    soon = (clock.now() + timedelta(hours=2)).isoformat()
    order = {"reportAt": soon, "place": "盛福明城东门岗亭旁", "point": point, "words": "带执法记录仪"}
    take(desk, "dispatchCall", call, order=order, units=called)
