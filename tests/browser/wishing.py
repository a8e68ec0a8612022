"""A wish as far as a screen needs it, brought there over the API by those whose turn it is."""

from typing import Any

from playwright.sync_api import BrowserContext
from tests.browser.conftest import _ask
from tests.wishes import documents

from gridcall import clock

PERSONS = iter([
    ("郑桂香", "13911110001", "7号楼1单元102室"),
    ("马秀兰", "13911110002", "8号楼2单元301室"),
    ("高长河", "13911110003", "9号楼3单元502室"),
    ("孟庆云", "13911110004", "10号楼1单元201室"),
    ("曲静怡", "13911110005", "11号楼2单元402室"),
    ("丁茂林", "13911110006", "12号楼3单元101室"),
] * 50)  # fmt: skip


def _done(answer: dict[str, Any]) -> dict[str, Any]:
    [wish] = answer.values()
    assert wish["__typename"] == "Wish", wish
    return dict(wish)


def post(by: BrowserContext, words: str, **facts: Any) -> str:
    """For oneself; answers its id."""
    given = documents.form(words=words, **facts)
    return str(_done(_ask(by, documents.POST, input=given))["id"])


def post_for(by: BrowserContext, words: str, **facts: Any) -> str:
    """For somebody without a phone, with their consent; each time another household."""
    name, phone, address = next(PERSONS)
    consent = {"for": "SOMEONE", "who": "OLD_PERSON", "consentHow": "SPOKEN", "consentAt": clock.now().isoformat()}
    return post(by, words, kind="SERVICE", name=name, phone=phone, address=address, **consent, **facts)


def publish(who: BrowserContext, wish: str, words: str, flags: tuple[str, ...] = ()) -> None:
    given = {"id": str(clock.new_id()), "wishId": wish, "maskedWords": words, "flags": flags, "who": "OLD_PERSON"}
    _done(_ask(who, documents.PUBLISH, input=given))


def claim(who: BrowserContext, wish: str, **facts: Any) -> None:
    given = {"id": str(clock.new_id()), "wishId": wish, "plan": "周六上午带工具去修", "promisedOn": documents.in_days(5)}
    _done(_ask(who, documents.CLAIM, input=given | facts))


def take(who: BrowserContext, name: str, wish: str, **facts: Any) -> None:
    given = {"id": str(clock.new_id()), "wishId": wish, "words": "按说好的办"} | facts
    _done(_ask(who, documents.mutation(name, "$input: WishStepInput!", "input: $input"), input=given))


def furnish(by: dict[str, BrowserContext]) -> dict[str, str]:
    """A wish at each turn that looks different."""
    resident, worker, claimer, reviewer = (by[who] for who in ("resident", "worker", "claimer", "reviewer"))
    said = {
        "unread": "郑奶奶耳背，想请人把电视声音调好，住7号楼1单元",
        "wished": "想有人帮我把轮椅的刹车修一修，楼下坡有点陡。",
        "in_pair": "想请人陪着去医院复查一次",
        "visited": "手机里的照片想导出来，不会弄",
        "thanked": "阳台的花架松了，想请人固定一下",
        "returned": "想要一个能坐着洗澡的凳子",
    }
    wishes = {name: post_for(worker, words) for name, words in said.items()}
    wishes["awaited"] = post(resident, "厨房灯坏了半个月，自己够不着。", amountYuan=60)
    for name in ("wished", "in_pair", "visited", "thanked", "awaited"):
        flags = ("HOME_VISIT", "VERY_OLD") if name == "in_pair" else ()
        publish(reviewer, wishes[name], said.get(name, "厨房灯坏了半个月，自己够不着。"), flags)
    take(reviewer, "sendBackWish", wishes["returned"], words="请写清楚要多高的凳子")
    for name in ("in_pair", "visited", "thanked", "awaited"):
        claim(claimer, wishes[name])
    for name in ("thanked", "awaited"):
        take(claimer, "reportWishFulfilled", wishes[name], words="已装好，试过两遍")
    take(worker, "confirmWish", wishes["thanked"])
    take(worker, "thankForWish", wishes["thanked"], words="花架稳了，谢谢这位师傅。")
    return wishes
