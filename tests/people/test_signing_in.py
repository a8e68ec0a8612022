"""Getting in and out, and what is refused on the way."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.requests import HTTPConnection
from starlette.responses import Response
from tests.cast import World, furnish
from tests.client import Client
from tests.people.conftest import Moving
from tests.people.documents import (
    ASK_CODE,
    END_SESSION,
    ENTER,
    ENTER_AS_CAST,
    ENTER_WITH_PASSWORD,
    ME,
    SET_LANGUAGE,
    SET_PASSWORD,
    SIGN_OUT,
    events,
)

from gridcall import clock, db
from gridcall.people import sessions, throttle
from gridcall.people.actions import Origin, request_sign_in_code, sweep
from gridcall.people.models import CastMember
from gridcall.settings import Settings

AsPerson = Callable[[str], Awaitable[Client]]
NEW_NUMBER = "13912345678"
PASSWORD = "春风又绿江南岸-2026"


async def ask_code(client: Client, phone: str) -> str:
    return str((await client.do(ASK_CODE, phone=phone))["it"]["demoCode"])


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def test_a_new_number_with_the_right_code_becomes_a_resident(world: World, anyone: Client) -> None:
    code = await ask_code(anyone, "139 1234 5678")
    it = (await anyone.do(ENTER, phone=NEW_NUMBER, code=code))["it"]
    assert it["me"]["person"]["name"] == "居民5678"
    assert it["me"]["person"]["phone"] == "139****5678"
    assert it["me"]["permissions"] == []
    assert it["me"]["homeName"] == "历下区"
    assert await events() == ["sign_in.code_sent", "person.added", "session.started"]
    assert (await anyone.do(f"{{ {ME} }}"))["me"]["person"]["id"] == it["me"]["person"]["id"]


async def test_a_known_number_enters_its_own_account(world: World, anyone: Client) -> None:
    code = await ask_code(anyone, "+86 138 0000 0002")
    it = (await anyone.do(ENTER, phone="13800000002", code=f" {code} "))["it"]
    assert it["me"]["person"]["id"] == str(world.persons["worker"])
    assert "snap:handle" in it["me"]["permissions"]


async def test_the_cookie_is_hidden_from_scripts_and_from_other_sites(world: World, anyone: Client) -> None:
    code = await ask_code(anyone, NEW_NUMBER)
    answer = await anyone.http.post(
        "/graphql",
        json={"query": ENTER, "variables": {"phone": NEW_NUMBER, "code": code}},
        headers={"X-Gridcall": "1"},
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("gridcall=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie


@pytest.mark.parametrize(
    ("address", "demo", "name", "secure"),
    [
        ("https://gridcall.example", False, "__Host-gridcall", True),
        ("https://gridcall.example", True, "__Host-gridcall", True),
        ("http://localhost:8000", False, "gridcall", False),
        ("http://127.0.0.1:8000", False, "gridcall", False),
        ("http://192.168.1.5:8000", True, "gridcall", False),
        ("http://gridcall.example", False, "__Host-gridcall", True),  # which a browser refuses without TLS
    ],
)
def test_the_cookie_travels_in_the_open_only_where_it_may(address: str, demo: bool, name: str, secure: bool) -> None:
    parts = urlsplit(address)
    scope = {"type": "http", "scheme": parts.scheme, "path": "/", "headers": [(b"host", parts.netloc.encode())]}
    response = Response()
    sessions.hand_out(response, HTTPConnection(scope), "token", demo=demo)
    cookie = response.headers["set-cookie"]
    assert cookie.startswith(f"{name}=token;")
    assert ("Secure" in cookie) is secure
    sent = {**scope, "headers": [*scope["headers"], (b"cookie", f"{name}=token".encode())]}
    assert sessions.token_of(HTTPConnection(sent), demo=demo) == "token"


async def test_whoever_prefers_english_is_addressed_in_english(world: World, anyone: Client) -> None:
    anyone.http.headers["Accept-Language"] = "en-GB,en;q=0.9"
    code = await ask_code(anyone, NEW_NUMBER)
    await anyone.do(ENTER, phone=NEW_NUMBER, code=code)
    assert (await anyone.do("{ me { person { language } } }"))["me"]["person"]["language"] == "EN"


async def test_full_width_digits_are_digits(world: World, anyone: Client) -> None:
    code = await ask_code(anyone, "１３９１２３４５６７８")
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert "me" in (await anyone.do(ENTER, phone=NEW_NUMBER, code=wide))["it"]


async def test_a_code_works_once(world: World, anyone: Client) -> None:
    code = await ask_code(anyone, NEW_NUMBER)
    await anyone.do(ENTER, phone=NEW_NUMBER, code=code)
    again = (await anyone.do(ENTER, phone=NEW_NUMBER, code=code))["it"]
    assert (again["__typename"], again["field"]) == ("InvalidInput", "code")


async def test_a_code_expires(world: World, anyone: Client, time: Moving) -> None:
    code = await ask_code(anyone, NEW_NUMBER)
    time.forward(minutes=5)
    assert (await anyone.do(ENTER, phone=NEW_NUMBER, code=code))["it"]["code"] == "INVALID_INPUT"


async def test_only_the_newest_code_works(world: World, anyone: Client) -> None:
    first = await ask_code(anyone, NEW_NUMBER)
    second = await ask_code(anyone, NEW_NUMBER)
    if first != second:
        assert (await anyone.do(ENTER, phone=NEW_NUMBER, code=first))["it"]["code"] == "INVALID_INPUT"
    assert "me" in (await anyone.do(ENTER, phone=NEW_NUMBER, code=second))["it"]


async def test_after_five_wrong_tries_the_right_code_is_worth_nothing(world: World, anyone: Client) -> None:
    code = await ask_code(anyone, NEW_NUMBER)
    tries = [*[other_than(code)] * 5, code]
    said = [(await anyone.do(ENTER, phone=NEW_NUMBER, code=tried))["it"]["message"] for tried in tries]
    assert said == ["验证码不对，请核对后再试。"] * 4 + ["验证码已失效（过期或输错次数太多），请重新获取。"] * 2
    assert "session.started" not in await events()


async def test_what_is_no_mobile_number_is_refused(world: World, anyone: Client) -> None:
    for phone in ("", "12345678901", "1391234567", "１", "139123456789", "+1 139 1234 5678", "'; --"):
        it = (await anyone.do(ASK_CODE, phone=phone))["it"]
        assert (it["code"], it["field"]) == ("INVALID_INPUT", "phone"), phone
    assert await events() == []


async def test_known_and_unknown_numbers_are_answered_alike(world: World, anyone: Client) -> None:
    answers = []
    for phone in ("13800000002", NEW_NUMBER):
        asked = (await anyone.do(ASK_CODE, phone=phone))["it"]
        wrong = (await anyone.do(ENTER, phone=phone, code=other_than(asked["demoCode"])))["it"]
        password = (await anyone.do(ENTER_WITH_PASSWORD, phone=phone, password="wrong"))["it"]
        answers.append((sorted(asked), wrong, password))
    assert answers[0] == answers[1]


async def test_unknown_numbers_cost_the_same_password_check(
    world: World, anyone: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gridcall.people import passwords

    checks: list[str] = []
    verified = passwords._verified
    monkeypatch.setattr(passwords, "_verified", lambda kept, tried: checks.append(kept) or verified(kept, tried))
    for phone in ("13800000002", NEW_NUMBER):  # one without a password, one without an account
        await anyone.do(ENTER_WITH_PASSWORD, phone=phone, password="wrong")
    assert len(checks) == 2


async def test_guessing_at_one_account_is_stopped(world: World, anyone: Client, time: Moving) -> None:
    answers = [(await anyone.do(ENTER_WITH_PASSWORD, phone=NEW_NUMBER, password=f"guess {n}"))["it"] for n in range(12)]
    assert [it["__typename"] for it in answers].index("TooManyTries") == throttle.SIGN_INS.per_subject
    assert 0 < answers[-1]["retryAfterSeconds"] <= 601
    time.forward(minutes=11)
    assert (await anyone.do(ENTER_WITH_PASSWORD, phone=NEW_NUMBER, password="guess"))["it"]["code"] == "INVALID_INPUT"


async def test_guessing_at_many_accounts_from_one_address_is_stopped(world: World, anyone: Client) -> None:
    answers = [(await anyone.do(ENTER, phone=f"1391234{n:04d}", code="000000"))["it"]["__typename"] for n in range(30)]
    assert "TooManyTries" in answers


async def test_asking_for_codes_is_throttled(world: World, anyone: Client) -> None:
    answers = [(await anyone.do(ASK_CODE, phone=NEW_NUMBER))["it"]["__typename"] for _ in range(6)]
    assert answers == ["CodeSent"] * 5 + ["TooManyTries"]


async def test_right_answers_do_not_use_up_an_address(world: World, anyone: Client) -> None:
    for n in range(30):
        code = await ask_code(anyone, f"1391234{n:04d}")
        assert "me" in (await anyone.do(ENTER, phone=f"1391234{n:04d}", code=code))["it"]


async def test_counts_survive_a_restart(world: World, anyone: Client, database_url: str) -> None:
    for _ in range(10):
        await anyone.do(ENTER, phone=NEW_NUMBER, code="000000")
    await db.stop()
    await db.start(database_url)
    assert (await anyone.do(ENTER, phone=NEW_NUMBER, code="000000"))["it"]["code"] == "TOO_MANY_TRIES"


def test_an_ipv6_subscriber_is_one_address() -> None:
    keys = throttle.SIGN_INS.keys
    assert keys("x", "2001:db8::1") == keys("x", "2001:db8::ffff")
    assert keys("x", "2001:db8::1") != keys("x", "2001:db8:0:1::1")
    assert keys("x", "::ffff:192.0.2.1") == keys("x", "192.0.2.1")


async def test_a_password_is_set_and_opens_the_door(world: World, as_person: AsPerson, anyone: Client) -> None:
    clerk = await as_person("clerk")
    assert (await clerk.do(SET_PASSWORD, new=PASSWORD))["it"] == {"__typename": "Done", "ok": True}
    it = (await anyone.do(ENTER_WITH_PASSWORD, phone="13800000006", password=PASSWORD))["it"]
    assert it["me"]["person"]["hasPassword"] is True
    kept = await db.value("SELECT password_hash FROM persons WHERE id = $1", world.persons["clerk"])
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_changing_a_password_needs_the_old_one_and_ends_other_sessions(world: World, as_person: AsPerson) -> None:
    clerk, elsewhere = await as_person("clerk"), await as_person("clerk")
    await clerk.do(SET_PASSWORD, new=PASSWORD)
    assert (await elsewhere.http.post("/graphql", json={"query": "{ __typename }"})).status_code in (401, 403)
    refused = (await clerk.do(SET_PASSWORD, current="wrong one", new=PASSWORD + "!"))["it"]
    assert (refused["code"], refused["field"]) == ("INVALID_INPUT", "current")
    assert (await clerk.do(SET_PASSWORD, current=PASSWORD, new=PASSWORD + "!"))["it"]["__typename"] == "Done"


async def test_weak_passwords_are_refused(world: World, as_person: AsPerson) -> None:
    clerk = await as_person("clerk")
    for weak in ("short", "1234567890", "aaaaaaaaaaaa", "Password123", "my13800000006"):
        it = (await clerk.do(SET_PASSWORD, new=weak))["it"]
        assert (it["code"], it["field"]) == ("INVALID_INPUT", "new"), weak
    assert await events() == []


async def test_signing_out_ends_the_session_at_once(world: World, anyone: Client) -> None:
    code = await ask_code(anyone, NEW_NUMBER)
    await anyone.do(ENTER, phone=NEW_NUMBER, code=code)
    token = anyone.http.cookies["gridcall"]
    assert await sessions.actor_of(token, clock.now()) is not None
    assert (await anyone.do(SIGN_OUT))["it"]["ok"] is True
    assert await sessions.actor_of(token, clock.now()) is None
    assert (await anyone.do("{ me { homeCode } }"))["me"] is None
    assert (await events())[-1] == "session.ended"
    assert (await anyone.do(SIGN_OUT))["it"]["code"] == "SIGN_IN_REQUIRED"


async def test_sessions_are_listed_and_ended_one_by_one(world: World, as_person: AsPerson) -> None:
    here, there = await as_person("worker"), await as_person("worker")
    listed = (await here.do("{ me { sessions { id current device } } }"))["me"]["sessions"]
    assert {one["id"]: one["current"] for one in listed} == {
        str(here.session_id): True,
        str(there.session_id): False,
    }
    for _ in range(2):  # the second time it is ended already
        assert (await here.do(END_SESSION, id=str(there.session_id)))["it"]["ok"] is True
    assert len((await here.do("{ me { sessions { id } } }"))["me"]["sessions"]) == 1
    assert await events() == ["session.ended"]


async def test_nobody_ends_another_persons_session(world: World, as_person: AsPerson) -> None:
    here, other = await as_person("worker"), await as_person("clerk")
    assert (await here.do(END_SESSION, id=str(other.session_id)))["it"]["code"] == "NOT_FOUND"
    assert await events() == []
    assert (await other.do("{ me { homeCode } }"))["me"] is not None


async def test_a_session_ends_after_ninety_idle_days(world: World, as_person: AsPerson, time: Moving) -> None:
    worker = await as_person("worker")
    time.forward(days=89)
    assert await sessions.actor_of(worker.token, clock.now()) is not None
    time.forward(days=89)  # it was seen in between
    assert await sessions.actor_of(worker.token, clock.now()) is not None
    time.forward(days=90)
    assert await sessions.actor_of(worker.token, clock.now()) is None


async def test_being_seen_is_written_at_most_once_a_minute(world: World, as_person: AsPerson, time: Moving) -> None:
    worker = await as_person("worker")
    seen = "SELECT seen_at FROM sessions WHERE id = $1"
    before = await db.value(seen, worker.session_id)
    time.forward(seconds=50)
    await sessions.actor_of(worker.token, clock.now())
    assert await db.value(seen, worker.session_id) == before
    time.forward(seconds=20)
    await sessions.actor_of(worker.token, clock.now())
    assert await db.value(seen, worker.session_id) - before >= timedelta(seconds=70)


async def test_another_process_learns_within_a_second(world: World, as_person: AsPerson, time: Moving) -> None:
    worker = await as_person("worker")
    assert await sessions.actor_of(worker.token, clock.now()) is not None
    async with db.transaction():  # as another process writes it: this one is not told
        await db.execute("UPDATE sessions SET ended_at = $1 WHERE id = $2", clock.now(), worker.session_id)
    time.forward(seconds=1)
    assert await sessions.actor_of(worker.token, clock.now()) is None


async def test_tokens_are_long_and_only_their_hash_is_kept(world: World, as_person: AsPerson) -> None:
    worker = await as_person("worker")
    assert len(worker.token) == 64
    assert await db.value("SELECT count(*) FROM sessions WHERE token_hash = $1", worker.token) == 0


async def test_the_language_is_kept(world: World, as_person: AsPerson) -> None:
    worker = await as_person("worker")
    assert (await worker.do(SET_LANGUAGE, to="EN"))["it"]["person"]["language"] == "EN"
    assert (await worker.do(END_SESSION, id="x"))["it"]["message"] == "This is not a valid id."
    await worker.do(SET_LANGUAGE, to="EN")
    assert await events() == ["person.changed"]


async def test_the_demo_lists_its_cast_and_lets_it_in(world: World, anyone: Client) -> None:
    for rank, name in enumerate(("clerk", "resident")):
        await CastMember.create(id=world.persons[name], rank=rank, duty=f"duty of {name}")
    cast = (await anyone.do("{ demoCast { personId name role posting duty } }"))["demoCast"]
    assert [(one["name"], one["role"], one["posting"]) for one in cast] == [
        ("周敏行", "STREET_CLERK", "智远街道办事处"),
        ("林小满", None, "智远街道 盛福明城社区"),
    ]
    it = (await anyone.do(ENTER_AS_CAST, id=cast[0]["personId"]))["it"]
    assert it["me"]["person"]["name"] == "周敏行"


async def test_who_is_not_in_the_cast_cannot_be_played(world: World, anyone: Client) -> None:
    it = (await anyone.do(ENTER_AS_CAST, id=str(world.persons["administrator"])))["it"]
    assert it["code"] == "NOT_FOUND"
    assert await events() == []


async def test_outside_of_a_demo_no_code_is_shown_and_nobody_is_played(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    from gridcall.app import create

    application = create(replace(settings, demo=False), work=False)
    async with application.router.lifespan_context(application):
        world = await furnish()
        await CastMember.create(id=world.persons["clerk"], rank=0, duty="-")
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            client = Client(http)
            assert (await client.do(ASK_CODE, phone=NEW_NUMBER))["it"]["demoCode"] is None
            assert (await client.do("{ demoCast { name } }"))["demoCast"] == []
            entered = (await client.do(ENTER_AS_CAST, id=str(world.persons["clerk"])))["it"]
            assert entered["code"] == "NOT_FOUND"
    assert "GRIDCALL_SMS" in caplog.text  # the operator is told that nothing was sent, and not what
    assert "验证码" not in caplog.text


class Outbox:
    """A gateway of a test's own, named by the settings."""

    sent: ClassVar[list[tuple[str, str]]] = []

    def __init__(self, settings: Settings) -> None: ...

    async def send(self, phone: str, text: str) -> None:
        self.sent.append((phone, text))


async def test_a_gateway_is_plugged_in_by_a_setting(database: str, settings: Settings) -> None:
    plugged = replace(settings, sms=f"{__name__}:Outbox")
    code, _ = await request_sign_in_code(NEW_NUMBER, origin=Origin(), settings=plugged, now=clock.now())
    [(phone, text)] = Outbox.sent
    Outbox.sent.clear()
    assert phone == "+8613912345678"
    assert code in text


async def test_old_counts_and_codes_are_swept(world: World, anyone: Client, time: Moving) -> None:
    await ask_code(anyone, NEW_NUMBER)
    assert await sweep(now=clock.now()) == 0
    time.forward(days=2)
    assert await sweep(now=clock.now()) == 3  # a count for the number, one for the address, a code


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/122 MicroMessenger/8.0", "微信 · Android"),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_a_session_is_called_by_program_and_system(agent: str, device: str) -> None:
    assert sessions.device_of(agent) == device
