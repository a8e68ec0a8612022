"""Who may see which field of a wish before, during and after a claim, walked from a table written by hand.

An old person without a phone wishes, a grid worker has posted it, the company claims with two of its people.
"""

import re
from typing import Any

import orjson
import pytest
from tests.client import Client
from tests.wishes import documents
from tests.wishes.documents import reveal
from tests.wishes.scene import Scene, row

from gridcall import db

PHASES = ("to_review", "published", "claimed", "joined", "reported", "fulfilled", "given_back", "lapsed", "withdrawn")
BEFORE, STANDING = {"to_review"}, {"claimed", "joined", "reported"}
OFF_THE_WALL = {"to_review", "withdrawn"}
WITH_CLAIM = STANDING | {"fulfilled"}
VIEWERS = {
    "asker": "worker",  # posted it
    "reviewer": "specialist",
    "claimer": "company_member",
    "companion": "company_member_2",
    "contact": "company_contact",
    "of_the_unit": "company_unverified",
    "other_unit": "school_contact",
    "colleague": "worker_2",  # another grid worker of the community
    "street": "clerk",
    "supervisor": "supervisor",
    "administrator": "administrator",
    "resident": "neighbour",
    "stranger": "",
}
KNOW = {"asker", "reviewer"}
GO = {"claimer", "companion", "contact"}


def going(phase: str) -> set[str]:
    """Who is on the claimer's side in that phase."""
    side = GO if phase in WITH_CLAIM else set()
    return side - {"companion"} if phase == "claimed" else side


def sees(viewer: str, phase: str) -> bool:
    once_claimed = viewer in GO and phase == "withdrawn"
    return viewer in KNOW or phase not in OFF_THE_WALL or once_claimed


def sees_private(viewer: str, phase: str) -> bool:
    return viewer in KNOW


def sees_looks(viewer: str, phase: str) -> bool:
    return viewer == "asker" and phase not in {"to_review", "published", "claimed"}


def sees_contact(viewer: str, phase: str) -> bool:
    """Those who go, while the claim stands, and not before both are there."""
    return viewer in {"claimer", "companion"} and phase in {"joined", "reported"}


def sees_claim(viewer: str, phase: str) -> bool:
    return phase in WITH_CLAIM


def sees_full_names(viewer: str, phase: str) -> bool:
    return viewer in KNOW | going(phase)


def sees_given_back(viewer: str, phase: str) -> bool:
    """Without shame: whoever claims it next does not read it, nor does the wall."""
    return viewer in KNOW and phase in {"given_back", "lapsed"}


async def brought_to(scene: Scene, phase: str) -> dict[str, Any]:
    wish = await scene.post_for(flags=["VERY_OLD"])
    if phase == "to_review":
        return wish
    wish = await documents.publish(await scene.of("specialist"), wish)
    if phase == "published":
        return wish
    wish = await scene.claim(wish, "company_member", "company", plan="周六上午到7号楼1单元接她")
    if phase == "claimed":
        return wish
    wish = await scene.do("company_member_2", "joinClaim", wish)
    await reveal(await scene.of("company_member"), wish)
    if phase in ("given_back", "withdrawn"):
        who, what = {
            "given_back": ("company_member", "giveBackClaim"),
            "withdrawn": ("worker", "withdrawWish"),
        }[phase]
        return await scene.do(who, what, wish)
    return await _later(scene, wish, phase)


async def _later(scene: Scene, wish: dict[str, Any], phase: str) -> dict[str, Any]:
    if phase == "lapsed":
        from tests.wishes.scene import DAY, tick

        await tick(40 * DAY)
        await tick(50 * DAY)
    if phase in ("reported", "fulfilled"):
        await scene.do(
            "company_member", "reportWishFulfilled", wish, words="陪郑桂香复查完，送回7号楼了，电话13911112222也存好了"
        )
    if phase == "fulfilled":
        await scene.do("worker", "confirmWish", wish)
    return wish


SECRETS = ("郑桂香", "13911112222", "7号楼1单元102室", "想请人陪着去医院复查一次")


def leaks(answer: Any) -> set[str]:
    """Which of the private facts stand anywhere in what was answered."""
    text = orjson.dumps(answer).decode()
    return {secret for secret in SECRETS if secret in text}


@pytest.mark.parametrize("phase", PHASES)
async def test_every_field_by_everybody(phase: str, scene: Scene, anyone: Client) -> None:
    wish = await brought_to(scene, phase)
    clients = {viewer: await scene.of(name) if name else anyone for viewer, name in VIEWERS.items()}
    for viewer, client in clients.items():
        where = (phase, viewer)
        seen = await documents.look(client, wish)
        assert (seen is not None) is sees(viewer, phase), where
        if seen is None:
            continue
        assert (seen["private"] is not None) is sees_private(viewer, phase), where
        assert bool(seen["looks"]) is sees_looks(viewer, phase), where
        assert seen["contactVisible"] is sees_contact(viewer, phase), where
        assert (seen["claim"] is not None) is sees_claim(viewer, phase), where
        steps = {entry["step"] for entry in seen["entries"]}
        assert ("GIVE_BACK" in steps or "LAPSE" in steps) is sees_given_back(viewer, phase), where
        if viewer not in KNOW:
            assert not leaks(seen), (where, leaks(seen))
            assert {"SEND_BACK", "REMIND"}.isdisjoint(steps) or viewer in going(phase), where
        _claim_as_seen(seen, sees_full_names(viewer, phase), where)


def _claim_as_seen(seen: dict[str, Any], full: bool, where: tuple[str, str]) -> None:
    claim = seen["claim"]
    if claim is None:
        return
    assert claim["unitName"] == "历下城建集团"
    names = [claim["claimerName"], *claim["companions"]]
    assert all(("*" in name) is not full for name in names), (where, names)
    assert ("7号楼" in claim["plan"]) is full, where
    knows = seen["private"] is not None
    told = [entry["words"] for entry in seen["entries"] if entry["step"] == "REPORT_FULFILLED"]
    assert all(("7号楼" in words) is knows for words in told), where


@pytest.mark.parametrize("phase", PHASES)
async def test_contact_details_are_for_those_who_go_and_every_look_is_written_down(
    phase: str, scene: Scene, anyone: Client
) -> None:
    wish = await brought_to(scene, phase)
    for viewer, name in VIEWERS.items():
        before = await db.value("SELECT count(*) FROM contact_looks")
        answer = await reveal(await scene.of(name) if name else anyone, wish)
        granted = answer["__typename"] == "WishContact"
        assert granted is sees_contact(viewer, phase), (phase, viewer, answer)
        assert await db.value("SELECT count(*) FROM contact_looks") == before + granted
    if phase in ("joined", "reported"):
        looked = {one["byName"] for one in (await scene.look("worker", wish))["looks"]}
        assert len(looked) == 2


async def test_what_is_told_live_holds_nothing_private(scene: Scene) -> None:
    wish = await brought_to(scene, "fulfilled")
    await brought_to_again(scene)
    events = await db.rows("SELECT kind, public, payload FROM outbox WHERE kind LIKE 'wish.%'")
    assert len(events) > 6
    for event in events:
        told = orjson.dumps(event["payload"]).decode()
        assert not any(secret in told for secret in SECRETS[:3]), event["kind"]
        assert not re.search(r"1\d{10}", told), event["kind"]
    public = {event["kind"] for event in events if event["public"]}
    assert public >= {"wish.published", "wish.claimed", "wish.confirmed"}
    assert {"wish.posted", "wish.contact_seen"}.isdisjoint(public)
    assert (await row(wish)).public


async def brought_to_again(scene: Scene) -> None:
    """A second one, posted in the wisher's own words."""
    await scene.post()


@pytest.mark.parametrize("table", ["wish_entries", "contact_looks", "wish_gifts", "registration_steps"])
async def test_what_was_written_down_stays(table: str, scene: Scene) -> None:
    await brought_to(scene, "joined")
    if not await db.value(f"SELECT count(*) FROM {table}"):
        return
    with pytest.raises(Exception, match="insert-only"):
        async with db.transaction():
            await db.execute(f"DELETE FROM {table}")
