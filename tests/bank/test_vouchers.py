"""Branches with a bad connection: a voucher is held while online, and honoured without a network."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests.bank.documents import redemption
from tests.bank.scene import Scene
from tests.later import Later

from gridcall import clock, db
from gridcall.bank import actions as bank
from gridcall.bank.rules import code_of
from gridcall.settings import Settings

SETTINGS = Settings()
DAYS, GRACE = timedelta(days=SETTINGS.voucher_days), timedelta(days=SETTINGS.voucher_grace_days)
HOUR = timedelta(hours=1)


def id_of(moment: datetime) -> str:
    """The id that a phone gives to a request at that moment."""
    with clock.using(Later(moment - clock.now())):
        return str(clock.new_id())


async def voucher(scene: Scene) -> dict[str, object]:
    await scene.branch(badConnection=True)
    await scene.give_points("resident", 200)
    return await scene.held(await scene.good(), voucher=True)


async def test_the_keepers_phone_knows_a_voucher_by_its_hash(scene: Scene) -> None:
    held = await voucher(scene)
    branch = await scene.branch()
    document = "query($b: ID!) { openVouchers(branchId: $b) { codeHash goodName quantity points expiresAt } }"
    kept = (await (await scene.of("keeper")).do(document, b=branch))["openVouchers"]
    expected = hashlib.sha256(f"{branch}:{held['code']}".encode()).hexdigest()
    assert [(one["codeHash"], one["goodName"], one["points"]) for one in kept] == [(expected, "理发一次", 5)]
    assert kept[0]["expiresAt"] == held["expiresAt"]
    assert "errors" in await (await scene.of("other_keeper")).ask(document, b=branch)
    assert "errors" in await (await scene.of("resident")).ask(document, b=branch)
    with clock.using(Later(DAYS + HOUR)):
        assert (await (await scene.of("keeper")).do(document, b=branch))["openVouchers"] == []


async def test_what_was_honoured_in_time_and_sent_late_is_taken(scene: Scene) -> None:
    held = await voucher(scene)
    made = id_of(clock.now() + DAYS - HOUR)
    with clock.using(Later(DAYS + GRACE - HOUR)):
        assert await bank.lapse(now=clock.now()) == 0
        done = await scene.redeem(held, id=made)
    assert (done["__typename"], done["redemption"]["status"]) == ("RedemptionResult", "REDEEMED")


@pytest.mark.parametrize(
    ("made_after", "sent_after"),
    [(DAYS + HOUR, DAYS + 2 * HOUR), (DAYS - HOUR, DAYS + GRACE + HOUR)],
    ids=["honoured too late", "sent too late"],
)
async def test_what_was_honoured_or_sent_too_late_is_not(
    scene: Scene, made_after: timedelta, sent_after: timedelta
) -> None:
    held = await voucher(scene)
    made = id_of(clock.now() + made_after)
    before = await scene.state()
    with clock.using(Later(sent_after)):
        late = await scene.redeem(held, id=made)
    assert (late["__typename"], late["actualStatus"]) == ("WrongStatus", "LAPSED")
    assert await scene.state() == before
    assert await bank.lapse(now=clock.now() + DAYS + GRACE + HOUR) == 1
    assert await scene.points("resident") == (200, 0, 200)


async def test_a_voucher_cannot_be_cancelled_for_it_may_have_been_honoured(scene: Scene) -> None:
    held = await voucher(scene)
    before = await scene.state()
    refused = await scene.do("resident", "cancelRedemption", redemptionId=held["id"])
    assert (refused["__typename"], refused["actualStatus"]) == ("WrongStatus", "WAITING")
    assert await scene.state() == before
    assert (await scene.redeem(held))["redemption"]["status"] == "REDEEMED"


async def test_a_voucher_is_bounded(scene: Scene) -> None:
    held = await voucher(scene)
    dear = await scene.good(points=SETTINGS.voucher_points_at_most + 1)
    before = await scene.state()
    refused = await scene.hold(dear, voucher=True)
    assert (refused["__typename"], refused["message"]) == ("InvalidInput", "超过了一张兑换券的积分上限。")
    assert await scene.state() == before
    seen = await redemption(await scene.of("resident"), str(held["id"]))
    assert seen
    lasts = datetime.fromisoformat(seen["expiresAt"]) - datetime.fromisoformat(seen["heldAt"])
    assert lasts == DAYS
    assert await db.value("SELECT count(*) FROM redemptions WHERE voucher") == 1
    assert UUID(str(held["id"])).version == 7


def test_a_code_is_read_typed_scanned_and_from_an_address() -> None:
    for raw in (
        "12345678",
        " 1234 5678 ",
        "１２３４５６７８",
        "gridcall:redeem:12345678",
        "https://bank.example/bank/counter?code=12345678",
    ):
        assert code_of(raw) == "12345678", raw
    for raw in ("", "1234567", "123456789", "gridcall:redeem:", "https://bank.example/?xcode=12345678x", "٠١٢٣٤٥٦٧x"):
        assert code_of(raw) == "", raw
