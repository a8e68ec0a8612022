"""By which names are put in order: as they sound, as a Chinese directory has them. Pure.

Character by character: pinyin letters, tone, then the character itself, so that one surname stays together. Letters and
digits stand for themselves, among the pinyin. The keys are compared byte by byte.
"""

import unicodedata
from typing import Any

from pypinyin import Style, lazy_pinyin

LONGEST = 240
# Surnames that sound otherwise than the same characters in a sentence.
SURNAMES = {
    **{
        "卜": "bu3",
        "柏": "bai3",
        "晁": "chao2",
        "车": "che1",
        "盖": "ge3",
        "葛": "ge3",
        "句": "gou1",
        "哈": "ha3",
        "黑": "he4",
    },
    **{
        "华": "hua4",
        "纪": "ji3",
        "解": "xie4",
        "牟": "mu4",
        "那": "na1",
        "能": "nai4",
        "宁": "ning4",
        "区": "ou1",
        "逄": "pang2",
    },
    **{
        "朴": "piao2",
        "繁": "po2",
        "仇": "qiu2",
        "曲": "qu1",
        "覃": "qin2",
        "任": "ren2",
        "单": "shan4",
        "召": "shao4",
        "折": "she2",
    },
    **{
        "盛": "sheng4",
        "洗": "xian3",
        "冼": "xian3",
        "燕": "yan1",
        "应": "ying1",
        "尉": "wei4",
        "乐": "yue4",
        "员": "yun4",
    },
    **{
        "查": "zha1",
        "曾": "zeng1",
        "翟": "zhai2",
        "祭": "zhai4",
        "种": "chong2",
        "重": "chong2",
        "秘": "bi4",
        "缪": "miao4",
    },
    **{
        "单于": "chan2 yu2",
        "长孙": "zhang3 sun1",
        "令狐": "ling2 hu2",
        "澹台": "tan2 tai2",
        "万俟": "mo4 qi2",
        "尉迟": "yu4 chi2",
    },
}


def sorted_as(name: str) -> str:
    """The key of a unit's name, or of any other."""
    written = unicodedata.normalize("NFKC", name).lower()
    return _key(written, _sounds(written))


def sorted_as_person(name: str) -> str:
    """The key of a person's name, whose first characters are a surname."""
    written = unicodedata.normalize("NFKC", name).lower()
    surname = next((written[:length] for length in (2, 1) if written[:length] in SURNAMES), "")
    return _key(written, [*SURNAMES.get(surname, "").split(), *_sounds(written[len(surname) :])])


def _sounds(text: str) -> list[str]:
    one_by_one: Any = list  # what has no sound of its own stays as it is; the library's types know only of text
    return list(lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=one_by_one))


def _key(written: str, sounds: list[str]) -> str:
    pairs = zip(written, sounds, strict=True)
    return "".join(sound if sound == character else sound + character for character, sound in pairs)[:LONGEST]
