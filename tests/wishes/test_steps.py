"""Single steps over GraphQL: what each is for, and what it refuses."""

from typing import Any

import pytest
from PIL import Image
from tests.cast import OTHER_COMMUNITY
from tests.client import Client
from tests.media.pictures import photo
from tests.wishes import documents
from tests.wishes.documents import MASKED, form, in_days, post
from tests.wishes.scene import Scene, everything, row

from gridcall import clock, db
from gridcall.wishes.workflow import WishStatus


async def refused(scene: Scene, answer: dict[str, Any], typename: str, **facts: str) -> None:
    assert answer["__typename"] == typename, answer
    assert {name: answer[name] for name in facts} == facts
    assert answer["message"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"words": "  "}, "words"),
        ({"words": "很长" * 101}, "words"),
        ({"amountYuan": 501}, "amountYuan"),
        ({"amountYuan": 0}, "amountYuan"),
        ({"wantedBy": "2020-01-01"}, "wantedBy"),
        ({"community": "370102013999"}, "community"),
        ({"community": "370102"}, "community"),
        ({"phone": "123"}, "phone"),
        ({"name": ""}, "name"),
        ({"address": " "}, "address"),
        ({"consentHow": "SPOKEN"}, "consentHow"),
    ],
)
async def test_what_cannot_be_posted_as_it_is(facts: dict[str, Any], field: str, scene: Scene) -> None:
    before = await everything()
    await refused(scene, await scene.post(**facts), "InvalidInput", field=field)
    assert await everything() == before


async def test_one_open_wish_per_household(scene: Scene) -> None:
    wish = await scene.post()
    await refused(scene, await scene.post(address="3-2-501"), "InvalidInput", field="address")
    assert (await scene.post(address="3号楼2单元502室"))["__typename"] == "Wish"
    await scene.do("resident", "withdrawWish", wish)
    assert (await scene.post())["status"] == "TO_REVIEW"


async def test_wishes_from_before_the_rule_count_when_it_is_switched_on(scene: Scene) -> None:
    old = await scene.post()
    other = await scene.post(address="3号楼2单元502室")
    await db.execute("UPDATE wishes SET open_household = NULL")  # as they were posted while it was switched off
    await refused(scene, await scene.post(address="3-2-501"), "InvalidInput", field="address")
    given = {"wishId": other["id"], "input": form(address="3-2-501")}
    moved = (await (await scene.of("resident")).do(documents.REVISE, **given))["reviseWish"]
    await refused(scene, moved, "InvalidInput", field="address")
    await scene.do("resident", "withdrawWish", old)
    assert (await scene.post(address="3-2-501"))["status"] == "TO_REVIEW"


async def test_only_who_works_there_posts_for_somebody_and_says_how_they_agreed(scene: Scene) -> None:
    await refused(scene, await scene.post_for("neighbour"), "NotAllowed", permission="wish:post_for")
    await refused(scene, await scene.post_for("other_worker"), "NotAllowed", permission="wish:post_for")
    await refused(scene, await scene.post_for(consentHow=None), "InvalidInput", field="consentHow")
    await refused(scene, await scene.post_for(community=OTHER_COMMUNITY), "NotAllowed")
    wish = await scene.post_for()
    assert (wish["onBehalf"], wish["mine"], wish["entries"][0]["byPost"]) == (True, True, "盛福明城社区居委会 网格员")
    assert wish["private"]["consentHow"] == "SPOKEN"


async def test_the_same_post_again_is_the_first_answer_and_another_is_a_conflict(scene: Scene) -> None:
    client, given = await scene.of("resident"), form()
    first, again = await post(client, **given), await post(client, **given)
    assert (first["id"], first["version"]) == (again["id"], again["version"])
    other = await post(client, **{**given, "words": "另一个心愿"})
    assert other["__typename"] == "IdempotencyConflict"


async def test_sent_back_mended_and_published(scene: Scene) -> None:
    wish = await scene.post()
    await refused(scene, await scene.do("specialist", "sendBackWish", wish), "InvalidInput", field="words")
    sent = await scene.do("specialist", "sendBackWish", wish, words="请写明瓦数")
    assert sent["status"] == "SENT_BACK"
    client = await scene.of("resident")
    given = {"input": form(words="十二瓦的声控灯一盏"), "wishId": wish["id"]}
    mended = (await client.do(documents.REVISE, **given))["reviseWish"]
    assert (mended["status"], mended["private"]["originalWords"]) == ("TO_REVIEW", "十二瓦的声控灯一盏")
    again = (await client.do(documents.REVISE, **given))["reviseWish"]
    assert again["version"] == mended["version"]
    stale = await documents.publish(await scene.of("specialist"), wish, expectedVersion=wish["version"])
    assert stale["__typename"] == "VersionConflict", "the reviewer read what was there before"
    public = await documents.publish(await scene.of("specialist"), mended, expectedVersion=mended["version"])
    assert public["status"] == "PUBLISHED"


async def test_a_photo_that_a_revision_leaves_out_is_gone(scene: Scene, anyone: Client) -> None:
    client = await scene.of("resident")
    face, lamp = [await client.upload(photo(picture=Image.new("RGB", (640, 480), hue))) for hue in ("pink", "gray")]
    wish = await scene.post(photos=[face, lamp])
    taken_out = wish["photos"][0]["url"]
    sent = await scene.do("specialist", "sendBackWish", wish, words="照片里有人脸，请换一张")
    for _ in range(2):  # what stays can stay again
        given = {"input": form(photos=[lamp]), "wishId": wish["id"]}
        sent = (await client.do(documents.REVISE, **given))["reviseWish"]
    assert (sent["__typename"], sent["photos"]) == ("Wish", [wish["photos"][1]])
    assert sent["thumbUrl"] == wish["photos"][1]["url"].replace(".jpg", ".thumb.jpg")
    assert [entry["photos"] for entry in sent["entries"]] == [sent["photos"], [], sent["photos"], sent["photos"]]
    public = await documents.publish(await scene.of("specialist"), sent)
    assert public["photos"] == sent["photos"]
    assert (await anyone.http.get(sent["photos"][0]["url"])).status_code == 200
    for reader in (anyone, await scene.of("specialist")):
        assert (await reader.http.get(taken_out)).status_code == 404
    await scene.do("resident", "withdrawWish", public)


async def test_a_wish_may_lose_its_only_photo(scene: Scene) -> None:
    client = await scene.of("resident")
    wish = await scene.post(photos=[await client.upload()])
    given = {"input": form(), "wishId": wish["id"]}
    revised = (await client.do(documents.REVISE, **given))["reviseWish"]
    assert (revised["photos"], revised["thumbUrl"]) == ([], None)


@pytest.mark.parametrize(
    "words", ["林小满想换灯", "请打13800000000", "住3号楼2单元501室", "在 7 号楼 1 单元", "12-3-501 要换灯", ""]
)
async def test_what_says_who_or_where_is_not_published(words: str, scene: Scene) -> None:
    wish = await scene.post()
    answer = await documents.publish(await scene.of("specialist"), wish, maskedWords=words)
    await refused(scene, answer, "InvalidInput", field="maskedWords")
    assert (await row(wish)).status is WishStatus.TO_REVIEW


async def test_nobody_reviews_the_own_wish(scene: Scene) -> None:
    wish = await scene.post("specialist", name="周若谷", phone="13800000005")
    await refused(scene, await documents.publish(await scene.of("specialist"), wish), "NotAllowed")


async def test_nobody_claims_for_the_own_household(scene: Scene) -> None:
    wish = await scene.published()
    await refused(scene, await scene.claim(wish, "resident"), "NotAllowed")
    by_number = await scene.published(address="8号楼1单元101室", phone="13800000001")
    await refused(scene, await scene.claim(by_number, "neighbour"), "NotAllowed")
    old = await scene.post("neighbour", name="何田田", phone="13800000001", address="9号楼1单元101室")
    await scene.do("neighbour", "withdrawWish", old)
    same_home = await scene.published(address="9-1-101", phone="13700000000")
    await refused(scene, await scene.claim(same_home, "neighbour"), "NotAllowed")
    behalf = await scene.published("worker")
    await refused(scene, await scene.claim(behalf, "worker"), "NotAllowed")


async def test_a_promise_has_a_plan_and_a_day_that_is_not_far(scene: Scene) -> None:
    wish = await scene.published()
    for facts, field in (
        ({"plan": " "}, "plan"),
        ({"plan": "长" * 201}, "plan"),
        ({"promisedOn": in_days(-1)}, "promisedOn"),
        ({"promisedOn": in_days(31)}, "promisedOn"),
    ):
        await refused(scene, await scene.claim(wish, **facts), "InvalidInput", field=field)
    assert (await scene.claim(wish, promisedOn=in_days(30)))["status"] == "CLAIMED"


async def test_a_claim_in_a_units_name_is_for_its_own_and_verified_people(scene: Scene) -> None:
    wish = await scene.published()
    for name in ("neighbour", "school_member", "company_unverified"):
        await refused(scene, await scene.claim(wish, name, "company"), "InvalidInput", field="unitId")
    claimed = await scene.claim(wish, "company_member", "company")
    assert (claimed["claim"]["unitName"], claimed["claim"]["mine"]) == ("历下城建集团", True)
    assert (await scene.look("company_contact", wish))["claim"]["mine"]
    # passed on inside, by the contact; never to somebody outside
    to = str(scene.world.persons["school_member"])
    await refused(scene, await scene.do("company_contact", "passOnClaim", wish, toPersonId=to), "InvalidInput")
    to = str(scene.world.persons["company_member_2"])
    passed = await scene.do("company_contact", "passOnClaim", wish, toPersonId=to)
    assert passed["claim"]["claimerName"] == "城某18" or passed["claim"]["claimerName"]
    assert not (await scene.look("company_member", wish))["contactVisible"]
    assert (await scene.look("company_member_2", wish))["contactVisible"]


async def test_a_unit_does_not_claim_its_own_peoples_wish(scene: Scene) -> None:
    wish = await scene.published("company_member", name="某某某", phone="13700000099", address="4号楼1单元101室")
    await refused(scene, await scene.claim(wish, "company_contact", "company"), "InvalidInput", field="unitId")
    assert (await scene.claim(wish, "company_contact"))["status"] == "CLAIMED", "as a neighbour anybody may"


async def test_two_go_where_the_safety_of_somebody_asks_for_it(scene: Scene) -> None:
    wish = await scene.claimed(flags=["MINOR"])
    assert (wish["claim"]["companionsNeeded"], wish["contactVisible"]) == (1, False)
    early = await documents.reveal(await scene.of("neighbour"), wish)
    assert "同伴" in early["message"]
    await refused(scene, await scene.do("neighbour", "reportWishFulfilled", wish, words="好了"), "WrongStatus")
    await refused(scene, await scene.do("neighbour", "joinClaim", wish), "WrongStatus")
    joined = await scene.do("other_worker", "joinClaim", wish)
    assert (joined["claim"]["joinedByMe"], joined["contactVisible"]) == (True, True)
    assert (await documents.reveal(await scene.of("neighbour"), wish))["__typename"] == "WishContact"
    left = await scene.do("other_worker", "leaveClaim", wish)
    assert not left["contactVisible"]
    assert (await documents.reveal(await scene.of("neighbour"), wish))["__typename"] == "NotAllowed"
    await scene.do("clerk", "joinClaim", wish)
    assert (await scene.do("neighbour", "reportWishFulfilled", wish, words="好了"))["status"] == "REPORTED"


async def test_one_is_enough_where_nothing_asks_for_two(scene: Scene) -> None:
    wish = await scene.claimed()
    await refused(scene, await scene.do("other_worker", "joinClaim", wish), "WrongStatus")


async def test_given_back_without_a_reason_and_without_a_trace_on_the_wall(scene: Scene) -> None:
    wish = await scene.claimed()
    back = await scene.do("neighbour", "giveBackClaim", wish)
    assert (back["status"], back["claim"], back["words"]) == ("PUBLISHED", None, MASKED)
    again = await scene.claim(wish, "other_worker")
    assert "GIVE_BACK" not in {entry["step"] for entry in again["entries"]}
    assert "GIVE_BACK" in {entry["step"] for entry in (await scene.look("resident", wish))["entries"]}


async def test_the_community_speaks_for_who_has_no_phone(scene: Scene) -> None:
    wish = await scene.published("worker")
    await scene.claim(wish, "neighbour")
    await scene.do("neighbour", "askClaimExtension", wish, until=in_days(15), words="等她身体好些")
    assert (await scene.do("specialist", "grantClaimExtension", wish))["promisedOn"] == in_days(15)
    await scene.do("neighbour", "reportWishFulfilled", wish, words="陪着去了")
    done = await scene.do("specialist", "confirmWish", wish)
    assert done["entries"][-1]["byPost"] == "盛福明城社区居委会 社区专员"


async def test_who_claims_never_confirms_whatever_post_is_held(scene: Scene) -> None:
    wish = await scene.published("worker")
    await scene.claim(wish, "specialist")
    await scene.do("specialist", "reportWishFulfilled", wish, words="陪着去了")
    await refused(scene, await scene.do("specialist", "confirmWish", wish), "NotAllowed")
    assert (await scene.do("worker", "confirmWish", wish))["status"] == "FULFILLED"


async def test_an_extension_is_asked_once_and_leads_further(scene: Scene) -> None:
    wish = await scene.claimed()
    await refused(scene, await scene.do("neighbour", "askClaimExtension", wish, until=in_days(20)), "InvalidInput")
    for days in (10, 31):
        answer = await scene.do("neighbour", "askClaimExtension", wish, until=in_days(days), words="出差")
        await refused(scene, answer, "InvalidInput", field="until")
    asked = await scene.do("neighbour", "askClaimExtension", wish, until=in_days(20), words="出差")
    assert asked["claim"]["extensionAskedUntil"] == in_days(20)
    again = await scene.do("neighbour", "askClaimExtension", wish, until=in_days(25), words="出差")
    await refused(scene, again, "WrongStatus")


async def test_a_step_of_another_wish_under_the_same_id_is_a_conflict(scene: Scene) -> None:
    one, other = await scene.claimed(), await scene.claimed(address="9号楼1单元101室")
    same = str(clock.new_id())
    assert (await scene.do("neighbour", "giveBackClaim", one, id=same))["status"] == "PUBLISHED"
    assert (await scene.do("neighbour", "giveBackClaim", other, id=same))["__typename"] == "IdempotencyConflict"
    assert (await row(other)).status is WishStatus.CLAIMED
