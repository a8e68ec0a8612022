"""The shape of what people are told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    title_zh: str
    title_en: str
    body_zh: str = "{where}"
    body_en: str = "{where}"
    push: bool = False  # worth a push though it is not the reader's turn
