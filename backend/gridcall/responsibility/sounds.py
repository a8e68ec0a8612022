"""A text as it is written and as it sounds: characters, toneless syllables, pinyin letters, initials. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypinyin import lazy_pinyin

# What typists and speakers confuse: zh z, ch c, sh s, ang an. The longer is taken for the shorter.
_ALIKE = re.compile(r"([zcs])h|n(g)")

Range = tuple[int, int]  # characters of a text: from, up to


def is_han(character: str) -> bool:
    return unicodedata.category(character) == "Lo"


@dataclass(frozen=True)
class Sounded:
    """The letters, digits and Chinese characters of a text, half width and lower case, without all else.

    `places` tells where each stood in the text, `syllables` how each sounds; a Latin letter sounds as itself.
    """

    written: str
    places: Sequence[int]
    syllables: Sequence[str]

    @cached_property
    def heard(self) -> Sequence[str]:
        """The syllables, with what is easily confused taken for one."""
        return [confused(syllable) for syllable in self.syllables]

    @cached_property
    def initials(self) -> str:
        return "".join(syllable[0] for syllable in self.syllables)

    @cached_property
    def letters(self) -> "Letters":
        return Letters("".join(self.syllables), [i for i, sound in enumerate(self.syllables) for _ in sound])

    @cached_property
    def alike(self) -> "Letters":
        return self.letters.confused()


@dataclass(frozen=True)
class Letters:
    """Syllables written together, and to which character each letter belongs."""

    text: str
    owners: Sequence[int]

    def find(self, wanted: str) -> Range | None:
        """The characters whose pinyin begins with `wanted`; it must begin where a syllable does."""
        at = self.text.find(wanted)
        while at > 0 and self.owners[at] == self.owners[at - 1]:
            at = self.text.find(wanted, at + 1)
        return (self.owners[at], self.owners[at + len(wanted) - 1] + 1) if at >= 0 else None

    def confused(self) -> "Letters":
        dropped = {found.end() - 1 for found in _ALIKE.finditer(self.text)}
        kept = [i for i in range(len(self.text)) if i not in dropped]
        return Letters("".join(self.text[i] for i in kept), [self.owners[i] for i in kept])


def confused(letters: str) -> str:
    """zhangshan -> zansan"""
    return _ALIKE.sub(lambda found: found[1] or "n", letters)


def sounded(text: str) -> Sounded:
    kept = [
        (character, place)
        for place, original in enumerate(text)
        for character in unicodedata.normalize("NFKC", original).lower()
        if character.isalnum()
    ]
    written = "".join(character for character, _ in kept)
    one_by_one: Any = list  # what has no sound of its own stays as it is; the library's types know only of text
    syllables = lazy_pinyin(written, errors=one_by_one)
    return Sounded(written, [place for _, place in kept], list(syllables))
