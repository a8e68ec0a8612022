"""The signature on a call form, as two officials see it: what is signed is what the phone shows, and nothing else."""

import base64
from typing import Any

from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import PATIENCE, Phone, _ask
from tests.calls.documents import DRAFT, mutation
from tests.calls.scene import LIST
from tests.cast import CELL, STREET

from gridcall import clock

expect.set_options(timeout=PATIENCE)
IMPORT = """mutation($input: ImportResponsibilityListInput!) { importResponsibilityList(input: $input) {
  __typename ... on Problem { message } ... on ResponsibilityImport { faults { message } } } }"""
ITEM = '{ responsibilityMatches(first: 1, text: "占道经营") { item { id situations { id } } } }'
SUBMIT = mutation("submitCall", "$input: CallStepInput!", "input: $input")
TITLE, WORDS = "明城东门夜间占道烧烤", "摊位约 9 处，油烟直排"


def bring_the_list(administrator: Page) -> None:
    content = base64.b64encode(LIST).decode()
    edition = {"name": "示范清单", "source": "示范", "startsOn": "2020-01-01", "demonstration": True}
    answer = _ask(administrator.context, IMPORT, input={"id": str(clock.new_id()), "content": content, **edition})
    assert answer["importResponsibilityList"]["faults"] == []


def submitted(clerk: Page) -> str:
    """A call form that waits for its signature; answers its id."""
    item = _ask(clerk.context, ITEM)["responsibilityMatches"][0]["item"]
    form: dict[str, Any] = {
        **{"streetCode": STREET, "cellCode": CELL, "place": "盛福明城东门岗亭旁", "urgency": "URGENT"},
        **{"itemId": item["id"], "situationId": item["situations"][0]["id"], "title": TITLE, "words": WORDS},
        **{"doneAlready": "劝导三次", "asks": "请城管到场"},
    }
    call = _ask(clerk.context, DRAFT, id=str(clock.new_id()), form=form)["draftCall"]
    step = {"id": str(clock.new_id()), "callId": call["id"]}
    assert _ask(clerk.context, SUBMIT, input=step)["submitCall"]["status"] == "TO_SIGN"
    return str(call["id"])


def test_what_is_signed_is_what_the_phone_shows(phone: Phone) -> None:
    bring_the_list(phone("陶然亭"))
    call = submitted(phone("周敏行"))
    desk, head = phone("郑可为"), phone("韩立言")
    desk.goto("/calls")
    expect(desk.get_by_text("这会儿没有等您办的呼叫")).to_be_visible()

    head.goto(f"/calls/{call}")
    head.get_by_role("link", name="签批并呼叫").click()
    seal = head.get_by_role("img", name="验印")
    expect(seal).to_have_class("seal wait")
    shown = seal.get_attribute("aria-label")
    head.get_by_role("button", name="签批并呼叫").click()
    expect(seal).to_have_class("seal")
    assert seal.get_attribute("aria-label") == shown
    expect(head.get_by_text("验印一致")).to_be_visible()

    expect(desk.get_by_role("link", name=TITLE)).to_be_visible()  # no reload
    desk.goto(f"/calls/{call}/form")
    expect(desk.get_by_role("img", name="验印")).to_have_attribute("aria-label", shown or "")


def test_a_form_that_was_altered_on_the_way_says_so(phone: Phone) -> None:
    bring_the_list(phone("陶然亭"))
    call, head = submitted(phone("周敏行")), phone("韩立言")
    head.goto(f"/calls/{call}/sign-off")
    head.get_by_role("button", name="签批并呼叫").click()
    expect(head.get_by_text("验印一致")).to_be_visible()

    def alter(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("摊位约 9 处", "摊位约 1 处"))

    desk = phone("郑可为")
    desk.route("**/graphql", alter)
    desk.goto(f"/calls/{call}/form")
    expect(desk.get_by_role("alert")).to_contain_text("验印不一致")
    expect(desk.get_by_text("验印一致", exact=False)).to_have_count(0)
