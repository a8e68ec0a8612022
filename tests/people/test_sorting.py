"""Persons and units stand in the order in which their names sound, page by page."""

from collections.abc import Awaitable, Callable

from hypothesis import given
from hypothesis import strategies as st
from tests.cast import COMMUNITY, DISTRICT, World
from tests.client import Client
from tests.people.documents import ADD_PERSON, ADD_UNIT, CHANGE_PERSON, CHANGE_UNIT, PEOPLE, new_id, version_of

from gridcall.people.sorting import LONGEST, sorted_as, sorted_as_person

AsPerson = Callable[[str], Awaitable[Client]]
CAST = [
    "白守正",
    "韩立言",
    "何田田",
    "李守拙",
    "林小满",
    "孙志安",
    "陶然亭",
    "许知远山",
    "赵望舒",
    "郑可为",
    "周敏行",
    "周若谷",
]


async def pages(client: Client, size: int) -> list[str]:
    names: list[str] = []
    after = None
    while True:
        page = (await client.do(PEOPLE, first=size, after=after))["people"]
        names += [node["name"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return names


async def test_the_pages_of_persons_go_by_sound_and_not_by_code_point(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    assert await pages(administrator, 100) == CAST
    for size in (1, 5):
        assert await pages(administrator, size) == CAST


async def test_who_is_added_or_renamed_takes_the_place_of_the_name(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    newcomer = {"id": new_id(), "name": "单小芸", "phone": "13900000001", "language": "ZH", "homeCode": COMMUNITY}
    await administrator.do(ADD_PERSON, input=newcomer)
    worker = str(world.persons["worker"])
    facts = {"name": "欧阳志安", "language": "ZH", "expectedVersion": await version_of(world.persons["worker"])}
    await administrator.do(CHANGE_PERSON, input={"id": worker, **facts})
    names = [name for name in CAST if name != "孙志安"]
    assert await pages(administrator, 4) == [*names[:5], "欧阳志安", "单小芸", *names[5:]]


async def test_units_of_one_place_go_by_sound(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    for name in ("水务局", "城市管理局", "住房和城乡建设局"):
        unit = {"id": new_id(), "name": name, "kind": "DEPARTMENT", "code": DISTRICT}
        added = (await administrator.do(ADD_UNIT, input=unit))["it"]
    changed = {"id": added["id"], "name": "公安分局", "kind": "DEPARTMENT", "expectedVersion": added["version"]}
    await administrator.do(CHANGE_UNIT, input=changed)
    found = (await administrator.do("{ units { name code } }"))["units"]
    assert [unit["name"] for unit in found if unit["code"] == DISTRICT] == [
        *("城市管理局", "公安分局", "历下区呼叫响应平台", "水务局")
    ]


def test_one_surname_stays_together_and_tones_go_before_what_follows() -> None:
    names = ["李娜", "黎安", "连城", "李白", "力高"]
    assert sorted(names, key=sorted_as_person) == ["黎安", "李白", "李娜", "力高", "连城"]


def test_surnames_sound_as_surnames_and_the_same_characters_elsewhere_as_usual() -> None:
    assert sorted_as_person("单田芳").startswith("shan4单")
    assert sorted_as_person("尉迟恭").startswith("yu4尉chi2迟")
    assert sorted_as_person("李单").endswith("dan1单")
    assert sorted_as("曾家桥社区居委会") < sorted_as("大明湖街道办事处") < sorted_as_person("曾可")


def test_letters_and_digits_stand_among_the_pinyin() -> None:
    names = ["居民0002", "Lucy", "李白", "ann", "居民0001", "赵望舒", "Ｌｕｃｙ 2"]
    assert sorted(names, key=sorted_as_person) == [
        "ann",
        "居民0001",
        "居民0002",
        "李白",
        "Lucy",
        "Ｌｕｃｙ 2",
        "赵望舒",
    ]


@given(st.text(max_size=60))
def test_whatever_is_written_has_a_place(name: str) -> None:
    for key in (sorted_as(name), sorted_as_person(name)):
        assert bool(key) == bool(name)
        assert len(key) <= LONGEST
