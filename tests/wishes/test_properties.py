"""Any order of steps, retries, doubles and clock ticks by anybody: a wish never leaves the table, and contact details
never show without a standing claim that is complete."""

import asyncio
import random
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.wishes.scene import SETTINGS, Scene, everything, tick
from tests.wishes.test_table import ACTS, TIMED, mended

from gridcall import clock, db
from gridcall.errors import DomainError
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.wishes import actions, masking, queries, workflow
from gridcall.wishes.actions.turn import standing_of
from gridcall.wishes.rows import WishRow
from gridcall.wishes.workflow import STEPS, Part, SafetyFlag, Standing, WishStatus, WishStep, WishWho

PEOPLE = ("resident", "neighbour", "worker", "specialist", "company_member", "company_member_2", "company_contact")
LATER = [*ACTS, WishStep.REVISE]


async def take(scene: Scene, actor: Actor, step: WishStep, wish: WishRow, key: UUID, chance: random.Random) -> WishRow:
    now = clock.now()
    if step is WishStep.REVISE:
        return await actions.revise(actor, wish.id, mended(wish), settings=SETTINGS, now=now)
    day = clock.today() + timedelta(days=chance.choice((5, 20, 29)))
    unit = scene.world.units["company"] if actor.name.startswith("城") and chance.random() < 0.7 else None
    further: dict[WishStep, tuple[Any, ...]] = {
        WishStep.PUBLISH: ("想换一盏灯", wish.flags, WishWho.RESIDENT),
        WishStep.CLAIM: (day, unit),
        WishStep.PASS_ON: (scene.world.persons["company_member_2"],),
        WishStep.ASK_EXTENSION: (day,),
    }
    timed = {"settings": SETTINGS} if step in TIMED else {}
    request = actions.Request(key, wish.id, "按约定")
    return await ACTS[step](actor, request, *further.get(step, ()), now=now, **timed)


@pytest.mark.parametrize("seed", range(4))
async def test_no_order_of_steps_leaves_the_table_or_shows_where_to_go(seed: int, scene: Scene) -> None:
    chance = random.Random(seed)  # noqa: S311
    people = [await scene.actor(name) for name in PEOPLE]
    first = await scene.post(flags=["VERY_OLD"])
    second = await scene.post_for()
    keys = [UUID(first["id"]), UUID(second["id"])]
    used: list[tuple[Actor, WishStep, UUID, UUID]] = []
    for _ in range(70):
        wish = await queries.find(chance.choice(keys))
        assert wish
        actor, step, key = chance.choice(people), chance.choice(LATER), clock.new_id()
        if used and chance.random() < 0.15:  # a phone that was not answered sends again
            actor, step, key, about = chance.choice(used)
            wish = await queries.find(about)
            assert wish
        await _one(scene, actor, step, wish, key, chance, used)
        await _contact(scene, chance.choice(people), wish.id)
        if chance.random() < 0.06:
            await tick(timedelta(days=chance.choice((3, 30, 60))))
    await agree()


async def _one(
    scene: Scene,
    actor: Actor,
    step: WishStep,
    wish: WishRow,
    key: UUID,
    chance: random.Random,
    used: list[tuple[Actor, WishStep, UUID, UUID]],
) -> None:
    held, claim = await everything(), await queries.claim_of(wish)
    foretold = workflow.refusal(STEPS[step], await standing_of(actor, wish, claim))
    known = await queries.entry(key)
    try:
        after = await take(scene, actor, step, wish, key, chance)
    except DomainError:
        assert await everything() == held
        return
    if known is not None:
        assert await everything() == held, "a repeated request changes nothing"
        return
    assert foretold is None
    assert wish.status in STEPS[step].sources
    assert after.status is (STEPS[step].to or wish.status)
    if step is not WishStep.REVISE:
        used.append((actor, step, key, wish.id))


async def _contact(scene: Scene, actor: Actor, wish_id: UUID) -> None:
    """Granted to those who go, while the claim stands and nobody is missing; to nobody else, ever."""
    wish = await queries.find(wish_id)
    assert wish
    claim = await queries.claim_of(wish)
    goes = claim is not None and actor.person_id in (claim.person_id, *claim.companions)
    stands = claim is not None and claim.ended_at is None
    complete = claim is not None and (not wish.flags or len(claim.companions) > 0)
    looks = await db.value("SELECT count(*) FROM contact_looks")
    try:
        await actions.reveal_contact(actor, wish_id, now=clock.now())
        granted = True
    except DomainError:
        granted = False
    assert granted is (goes and stands and complete)
    assert await db.value("SELECT count(*) FROM contact_looks") == looks + granted


async def agree() -> None:
    """Every wish is what its last entry says; claims, totals and the timeline tell one story."""
    for row in await db.rows("SELECT id, status, version, claim_id FROM wishes"):
        entries = await db.rows("SELECT seq, status FROM wish_entries WHERE wish_id = $1 ORDER BY seq", row["id"])
        assert [entry["seq"] for entry in entries] == list(range(1, row["version"] + 1))
        assert entries[-1]["status"] == row["status"]
        standing = await db.rows("SELECT id FROM claims WHERE wish_id = $1 AND ended_at IS NULL", row["id"])
        assert len(standing) == (row["status"] in ("claimed", "reported"))
        assert not standing or str(standing[0]["id"]) == str(row["claim_id"])
    for column, moment in (
        ("published", "published_at"),
        ("claimed", "first_claimed_at"),
        ("fulfilled", "fulfilled_at"),
    ):
        counted = await db.value(f"SELECT count(*) FROM wishes WHERE {moment} IS NOT NULL")
        assert (await db.value(f"SELECT coalesce(sum({column}), 0) FROM wish_totals")) == counted


async def test_many_persons_at_once_leave_one_story(scene: Scene) -> None:
    wish = await scene.published("worker")
    row = await queries.find(UUID(wish["id"]))
    assert row
    chance = random.Random(7)  # noqa: S311
    people = [await scene.actor(name) for name in PEOPLE]
    tries = [(chance.choice(people), chance.choice(LATER)) for _ in range(40)]
    answers = await asyncio.gather(
        *(take(scene, actor, step, row, clock.new_id(), chance) for actor, step in tries), return_exceptions=True
    )
    assert all(not isinstance(answer, Exception) or isinstance(answer, DomainError) for answer in answers)
    await agree()


standings = st.builds(
    Standing,
    status=st.sampled_from(WishStatus),
    wisher=st.booleans(),
    poster=st.booleans(),
    on_behalf=st.booleans(),
    household=st.booleans(),
    claimer=st.booleans(),
    companion=st.booleans(),
    represents=st.booleans(),
    of_unit=st.booleans(),
    companions_needed=st.integers(0, 1),
    two_needed=st.booleans(),
    extension_asked=st.booleans(),
    thanked=st.booleans(),
    permissions=st.frozensets(st.sampled_from([Permission.WISH_REVIEW, Permission.WISH_READ])),
)


@hypothesis_given(standings, st.sampled_from(list(STEPS.values())))
@hypothesis_settings(max_examples=400)
def test_nobody_deals_with_himself(standing: Standing, step: workflow.Step) -> None:
    if not step.sources or workflow.refusal(step, standing) is not None:
        return
    assert standing.status in step.sources
    assert step.who is not Part.CLOCK
    if step.name in (WishStep.CLAIM, WishStep.JOIN):
        assert not any((standing.wisher, standing.poster, standing.household))
    if step.name in (WishStep.CONFIRM, WishStep.GRANT_EXTENSION, WishStep.THANK):
        assert standing.asks
        assert not standing.earns
    if step.name is WishStep.PUBLISH:
        assert not standing.wisher


@hypothesis_given(standings)
def test_contact_details_need_a_standing_claim(standing: Standing) -> None:
    if workflow.contact_visible(standing):
        assert standing.status in workflow.CLAIM_STANDS
        assert standing.claimer or standing.companion
        assert not standing.companions_needed


CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=8)


@hypothesis_given(
    CHINESE, st.sampled_from(["3号楼2单元501室", "13-2-501", "13812345678", "37010219900101123X"]), CHINESE
)
def test_masking_keeps_the_length_and_hides_numbers_and_doors(before: str, private: str, after: str) -> None:
    words = f"{before}，{private}，{after}"
    shown = masking.prefilled(words, "某某某", "")
    assert len(shown) == len(words)
    assert private not in shown
    assert not masking.still_private(masking.veiled(words), "某某某", "+8613900000000", "")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("我叫张大力，住三号楼二单元", "我叫***，住*******"),
        ("王奶奶想要一把椅子", "*奶奶想要一把椅子"),
        ("3号就要用，12月3日也行", "3号就要用，12月3日也行"),
        ("请送到 7 号楼 1 单元 301 室", "请送到 ******************"),
        ("在社区活动室见", "在社区活动室见"),
    ],
)
def test_what_is_masked_by_itself(words: str, shown: str) -> None:
    assert len(masking.prefilled(words, "", "")) == len(words)
    assert masking.prefilled(words, "", "")[: len(shown.rstrip("*"))] == shown.rstrip("*")
    assert masking.veiled(shown) == shown


@pytest.mark.parametrize(
    "address", ["3号楼2单元501", "3 号楼 2 单元 501 室", "3-2-501", "3—2—501", "３号楼２单元５０１"]
)
def test_one_door_is_one_household(address: str) -> None:
    assert masking.household_of("370102013006", address) == "370102013006:3-2-501"


def test_flags_are_those_that_demand_two() -> None:
    assert {flag.value for flag in SafetyFlag} == {"minor", "home_visit", "very_old"}
