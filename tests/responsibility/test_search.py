"""A few words, typed or spoken, find the item that they mean among the 81 of the demonstration."""

import time
from dataclasses import replace
from random import Random

import pytest
from tests.responsibility.sheets import DEMONSTRATION, taken

from gridcall.responsibility import likely
from gridcall.responsibility.rules import Area, Situation
from gridcall.responsibility.search import Index
from gridcall.snaps.categories import SnapCategory

ITEMS, _ = taken(DEMONSTRATION)
INDEX = Index(ITEMS)

# What is typed or said, and the item that is meant.
WANTED: list[tuple[str, str]] = [
    # words as they stand in the list: from the start, from the middle, a single character
    ("井盖", "3.1"),
    ("井盖移位", "3.1"),
    ("承重墙", "6.2"),
    ("私搭乱建", "6.1"),
    ("讨薪", "10.6"),
    ("僵尸车", "11.2"),
    ("群租", "7.5"),
    ("油烟", "1.1"),
    ("泔", "2.5"),
    # words in another order, with others between, or as a tale
    ("充电 飞线 电动车", "7.3"),
    ("路上有个大坑", "3.2"),
    ("井盖坏了有人差点掉下去", "3.1"),
    ("下水道又堵了污水都冒到马路上来了臭得不行赶紧派人来看看", "8.2"),
    ("老人家里敲门没人开好几天没看见出门了", "10.2"),
    ("晚上十一点多工地还在干活吵死了", "1.4"),
    ("幼儿园好几个孩子都发烧了", "10.5"),
    ("楼顶上又加盖了一间房子", "6.1"),
    # homophones: an input method's first guess, or a telephone's
    ("警盖", "3.1"),
    ("京盖一位", "3.1"),
    ("精钙", "3.1"),
    ("桃新", "10.6"),
    ("典提关仁", "5.3"),
    ("消放通道", "7.1"),
    ("占到经营", "2.1"),
    ("扬陈", "1.3"),
    ("楼上楼水", "9.4"),
    ("流浪够", "10.7"),
    ("共享丹车", "11.4"),
    # wrong, missing or turned characters
    ("并盖移位", "3.1"),
    ("违发建设", "6.1"),
    ("电梯困住人", "5.3"),
    ("建筑圾垃", "2.2"),
    ("夜间工施", "1.4"),
    # pinyin, whole or begun, with what is easily confused, and misspelt
    ("jinggai", "3.1"),
    ("jingai", "3.1"),
    ("jing gai song dong", "3.1"),
    ("guangchangwu", "1.5"),
    ("guancanwu", "1.5"),
    ("weifajian", "6.1"),
    ("xiaofangtongdo", "7.1"),
    ("hongludeng", "11.5"),
    # initials
    ("jgyw", "3.1"),
    ("wfjs", "6.1"),
    ("xftd", "7.1"),
    ("gxdc", "11.4"),
    # Latin as it stands, full width too, and together with Chinese
    ("ktv", "1.5"),
    ("ＫＴＶ噪音", "1.5"),
    ("ATM机", "10.1"),
    ("jinggai移位", "3.1"),
    # numbers
    ("7.3", "7.3"),
    ("3.1-2", "3.1"),
]


@pytest.mark.parametrize(("said", "meant"), WANTED)
def test_the_item_is_among_the_first_three(said: str, meant: str) -> None:
    assert meant in [match.item.number for match in INDEX.matches(said, 3)]


def test_nearly_always_it_is_the_very_first() -> None:
    hits = sum([match.item.number for match in INDEX.matches(said, 1)] == [meant] for said, meant in WANTED)
    assert hits >= 0.9 * len(WANTED)


@pytest.mark.parametrize("said", ["", "  ", "。！？", "qqqzzz", "🙂", "vvv"])
def test_what_means_nothing_finds_nothing(said: str) -> None:
    assert INDEX.matches(said, 10) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("移位", "井盖[移位]、松动，车轧过咣当响"),
        ("京盖一位", "[井盖移位]、松动，车轧过咣当响"),
        ("jgyw", "[井盖移位]、松动，车轧过咣当响"),
        ("ｋｔｖ 半夜", "[KTV]、酒吧[半夜]噪音扰民"),
        ("songdong", "井盖移位、[松动]，车轧过咣当响"),
    ],
)
def test_what_was_met_is_marked(said: str, shown: str) -> None:
    marked = []
    for match in INDEX.matches(said, 3):
        text = match.situation.words if match.situation else match.item.name
        for start, end in reversed(match.ranges):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        marked.append(text)
    assert shown in marked


def test_a_category_brings_its_areas_forward() -> None:
    plain = INDEX.matches("垃圾", 3)
    assert all(not match.likely for match in plain)
    parking = likely.areas([SnapCategory.PARKING])
    first = INDEX.matches("车停在小区门口", 5, parking)
    assert first[0].item.number == "11.1"
    nothing_said = INDEX.matches("", 10, parking)
    assert len(nothing_said) == 10
    assert all(match.likely for match in nothing_said)
    assert [match.item.area for match in nothing_said] == [Area.TRAFFIC] * 7 + [Area.SAFETY] * 3


def test_every_category_is_mapped() -> None:
    assert set(likely.AREAS) == set(SnapCategory)


def test_two_thousand_situations_are_searched_within_five_milliseconds() -> None:
    random = Random(1)  # noqa: S311 (the same list every time)
    words = [situation.words for item in ITEMS for situation in item.situations]

    def mixed(number: str) -> Situation:
        one, other = random.choice(words), random.choice(words)
        return Situation(number, one[: len(one) // 2] + other[len(other) // 2 :])

    many = [replace(ITEMS[n % 81], number=f"{n}", situations=[mixed(f"{n}-1"), mixed(f"{n}-2")]) for n in range(1_000)]
    index = Index(many)
    times = []
    for said, _ in WANTED:
        started = time.thread_time()
        index.matches(said, 10)
        times.append(time.thread_time() - started)
    assert sorted(times)[len(times) // 2] < 0.005
