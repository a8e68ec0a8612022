"""The feed and the inbox as phones ask for them."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from tests.cast import CELL, OTHER_CELL, STREET, World
from tests.client import Client
from tests.feed.happenings import record, taken, told_all
from tests.push.browsers import Browser, read_inboxes

from gridcall import clock, outbox
from gridcall.outbox import Audience, Told

FEED = """query ($after: String!, $first: Int!, $within: String) {
  feed(after: $after, first: $first, within: $within) {
    cursor resync more events { cursor kind at code
      snap { id words lamp } inbox { id kind title body path needsMe } } } }"""
INBOX = """query ($first: Int!, $after: String, $unreadOnly: Boolean) {
  inbox(first: $first, after: $after, unreadOnly: $unreadOnly) {
    unread feedCursor pageInfo { hasNextPage endCursor } nodes { id title readAt needsMe path } } }"""
READ = """mutation ($ids: [ID!]!) { markRead(ids: $ids) { __typename ... on Problem { code } } }"""
SUBSCRIBE = """mutation ($input: PushSubscriptionInput!) {
  subscribeToPush(input: $input) { __typename ... on InvalidInput { field message } } }"""
UNSUBSCRIBE = """mutation { unsubscribeFromPush(endpoint: "https://push.example/x") { __typename } }"""

SignIn = Callable[[str], Awaitable[Client]]


async def _words(client: Client, after: str, within: str | None = None) -> list[str]:
    page = (await client.do(FEED, after=after, first=50, within=within))["feed"]
    return [event["snap"]["words"] for event in page["events"] if event["snap"]]


async def test_posts_hear_their_own_place_and_visitors_what_is_public(
    app: Starlette, as_person: SignIn, anyone: Client
) -> None:
    cursor = await outbox.head_cursor()
    await record(taken("public", CELL), Audience(CELL, public=True))
    await record(taken("closed", CELL), Audience(CELL))
    await record(taken("elsewhere", OTHER_CELL), Audience(OTHER_CELL))
    await told_all(app.state.hub)
    assert await _words(await as_person("worker"), cursor) == ["public", "closed"]
    assert await _words(await as_person("clerk"), cursor) == ["public", "closed"]
    assert await _words(await as_person("other_worker"), cursor) == ["elsewhere"]
    assert await _words(await as_person("dispatcher"), cursor) == ["public", "closed", "elsewhere"]
    assert await _words(await as_person("resident"), cursor) == []
    assert await _words(await as_person("resident"), cursor, STREET) == ["public"]
    assert await _words(anyone, cursor, STREET) == ["public"]


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"after": "0-0", "first": 5}, "SIGN_IN_REQUIRED"),
        ({"after": "nonsense", "first": 5, "within": STREET}, "INVALID_INPUT"),
        ({"after": "0-0", "first": 0, "within": STREET}, "INVALID_INPUT"),
        ({"after": "0-0", "first": 101, "within": STREET}, "INVALID_INPUT"),
        ({"after": "0-0", "first": 5, "within": "%"}, "INVALID_INPUT"),
    ],
)
async def test_what_cannot_be_answered_is_refused_in_words(
    anyone: Client, variables: dict[str, Any], code: str
) -> None:
    answer = await anyone.ask(FEED, **variables)
    assert answer["errors"][0]["extensions"]["code"] == code
    assert answer["errors"][0]["message"]


async def test_a_person_is_told_reads_it_and_the_count_falls(app: Starlette, world: World, as_person: SignIn) -> None:
    resident, neighbour = await as_person("resident"), await as_person("neighbour")
    me = world.persons["resident"]
    for number in range(3):
        await record(taken(str(number)), Audience(CELL, told=[Told(me, needs_me=True)]))
    cursor = (await resident.do(INBOX, first=10))["inbox"]["feedCursor"]
    await read_inboxes()
    await told_all(app.state.hub)
    events = (await resident.do(FEED, after=cursor, first=50))["feed"]["events"]
    arrived = [event["inbox"] for event in events if event["kind"] == "inbox.arrived"]
    assert [item["title"] for item in arrived] == ["“0”，请您看看", "“1”，请您看看", "“2”，请您看看"]
    page = (await resident.do(INBOX, first=2))["inbox"]
    assert (page["unread"], page["pageInfo"]["hasNextPage"]) == (3, True)
    rest = (await resident.do(INBOX, first=2, after=page["pageInfo"]["endCursor"]))["inbox"]
    shown = [item["id"] for item in page["nodes"] + rest["nodes"]]
    assert sorted(shown) == sorted(item["id"] for item in arrived)
    await neighbour.do(READ, ids=shown)
    assert (await resident.do(INBOX, first=2))["inbox"]["unread"] == 3
    await resident.do(READ, ids=shown[:1])
    left = (await resident.do(INBOX, first=10, unreadOnly=True))["inbox"]
    assert (left["unread"], len(left["nodes"])) == (2, 2)
    await resident.do("mutation { markAllRead { __typename } }")
    assert (await resident.do("{ me { unread } }"))["me"]["unread"] == 0


async def test_only_the_signed_in_have_an_inbox(anyone: Client) -> None:
    answer = await anyone.ask(INBOX, first=5)
    assert answer["errors"][0]["extensions"]["code"] == "SIGN_IN_REQUIRED"
    refused = await anyone.do(READ, ids=[str(clock.new_id())])
    assert refused["markRead"] == {"__typename": "SignInRequired", "code": "SIGN_IN_REQUIRED"}


async def test_pushes_do_not_go_into_the_house(as_person: SignIn) -> None:
    resident = await as_person("resident")
    browser = Browser("https://127.0.0.1/push")
    asked = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth}
    refused = (await resident.do(SUBSCRIBE, input=asked))["subscribeToPush"]
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "endpoint")
    refused = (await resident.do(SUBSCRIBE, input=asked | {"auth": "x"}))["subscribeToPush"]
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "auth")
    assert (await resident.do(UNSUBSCRIBE))["unsubscribeFromPush"] == {"__typename": "Done"}
