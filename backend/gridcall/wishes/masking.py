"""What the published form hides: names, telephone and identity numbers, doors. The length stays, for side by side."""

import re
import unicodedata

from gridcall.masking import masked

_N = r"[0-9０-９一二三四五六七八九十百]"
_DASH = r"[-－—–]"
# 3号楼2单元501室, 三号楼, 2 单元 501, 12-3-501; "3号" alone is a day of the month.
_DOOR = re.compile(
    rf"{_N}+\s*(?:号楼|号院|栋|幢|座)(?:\s*{_N}+\s*(?:单元|门|层|楼|室|户|号)?)*"
    rf"|{_N}+\s*单元(?:\s*{_N}+\s*(?:层|楼|室|户|号)?)*"
    rf"|{_N}{{2,5}}\s*(?:室|户)(?!外|内)"
    rf"|(?<![\d-])\d{{1,3}}\s*{_DASH}\s*\d{{1,2}}\s*{_DASH}\s*\d{{2,4}}(?![\d-])"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭郎鲁马苗方任袁柳史唐薛雷"
    "贺汤罗毕郝安常乐于傅齐康伍余顾孟黄萧尹姚邵汪毛米贝戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童郭梅林钟徐邱骆"
    "高夏蔡田樊胡霍万卢莫房丁邓洪左石崔龚程邢裴陆荣段侯宁甘厉武刘景龙叶白蒲温庄柴阎欧关耿席臧鲁戚尤骆尚车官强冉田佟桂门关步池"
)
_TITLES = "大爷|大妈|大娘|大叔|大婶|奶奶|爷爷|阿姨|叔叔|先生|女士|师傅|大姐|大哥|同学|小朋友"
_CALLED = re.compile(rf"[{_SURNAMES}](?=(?:{_TITLES}))")
_NAMED = re.compile(r"(?<=我叫)[一-鿿]{2,3}|(?<=姓名[:：])[一-鿿]{2,4}|(?<=名叫)[一-鿿]{2,3}")
SHORTEST_NAME, SHORTEST_ADDRESS = 2, 4


def _stars(found: re.Match[str]) -> str:
    return "*" * len(found.group())


def veiled(words: str) -> str:
    """Without numbers and doors, whoever wrote it: for what parties write to each other."""
    return _DOOR.sub(_stars, masked(words))


def prefilled(words: str, name: str, address: str) -> str:
    """What the reviewer finds as the first proposal."""
    for private, shortest in ((name, SHORTEST_NAME), (address, SHORTEST_ADDRESS)):
        if len(private) >= shortest:
            words = words.replace(private, "*" * len(private))
    words = _NAMED.sub(_stars, veiled(words))
    return _CALLED.sub(_stars, words)


def still_private(words: str, name: str, phone: str, address: str) -> bool:
    """Whether the words for everybody still say who or where. Forms of address are left to the reviewer."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", words))
    told = len(name) >= SHORTEST_NAME and name in words
    placed = len(address) >= SHORTEST_ADDRESS and address in words
    return told or placed or phone.removeprefix("+86") in digits or veiled(words) != words


def household_of(community: str, address: str) -> str:
    """One key for "3号楼2单元501", "3 号楼 2 单元 501 室" and "3-2-501"."""
    plain = unicodedata.normalize("NFKC", address).lower()
    plain = re.sub(r"号楼|号院|栋|幢|座|单元|室|户|门|[\s\-－—–,，.。#]+", "-", plain)
    return f"{community}:{re.sub(r'-+', '-', plain).strip('-')}"
