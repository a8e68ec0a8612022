"""The content seal (验印): what was signed, in one canonical form, its SHA-256, and nine characters of it.

The phone computes the same from the text that it shows; two officials compare nine characters by eye. Pure.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any

import orjson

VERSION = 1  # of the form and of the characters; a change of either is a new version

# 128 everyday characters for seven bits each. No two are read with the same syllable, whatever the tone: they can be
# read out over a telephone.
CHARACTERS = (
    "天地日月星云风雨雪霜露虹山川江河湖海泉溪石沙园林木松柏竹梅兰菊柳桃李枣桂杨槐花草叶根麦豆瓜谷春夏秋冬南北中左右橙黄绿青紫金丝布纸"
    "墨笔书琴棋歌灯伞车桥门窗亭台楼塔井村街巷鸟马牛龙燕蝶一二五八九米茶糖碗盘弓帽桌瓶盆锅箫筝鹅岸岛熊猴鸡蟹豹苗藤萝蒜椒饼面糕潮洲针线"
)


def canonical(content: Mapping[str, Any]) -> str:
    """The one text for this content: JSON with sorted keys, no blanks, texts in NFC."""
    return orjson.dumps(_composed(content), option=orjson.OPT_SORT_KEYS).decode()


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: _composed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(inner) for inner in value]
    return value


def digest(text: str) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def characters(hash_: str) -> str:
    """The first 63 bits of the hash as nine characters."""
    bits = int(hash_[:16], 16) >> 1
    return "".join(CHARACTERS[bits >> 7 * place & 127] for place in range(8, -1, -1))
