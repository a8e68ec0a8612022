"""What a code meant, from day to day. Pure: works the statements of a file into the rows there are.

A statement without a first day holds from today on, or corrects what began today. One with a first day ends
what was valid before it. A statement that says nothing new changes nothing, however often it is read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

ALWAYS = date(1949, 10, 1)  # valid as far back as anybody asks
ONE_DAY = timedelta(days=1)


@dataclass
class Version:
    """A code's content over a span of days, both ends included. `id` is None until it is stored."""

    id: str | None
    content: dict[str, Any]
    valid_from: date
    valid_to: date | None
    changed: bool = False

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Statement:
    """What a line of a file says of a code. `content` holds only what it speaks of."""

    line: int
    code: str
    content: Mapping[str, Any]
    valid_from: date | None
    valid_to: date | None


@dataclass
class Timeline:
    """All versions of one code, oldest first."""

    versions: list[Version] = field(default_factory=list)

    def take(self, said: Statement, today: date, blank: Mapping[str, Any]) -> str | None:
        """Work a statement in; the key in `words` of why not. `blank` fills what a new code leaves unsaid."""
        if said.valid_from and said.valid_to and said.valid_to < said.valid_from:
            return "dates_reversed"
        before = self._spoken_of(said, today)
        content = {**(before.content if before else blank), **said.content}
        starts = said.valid_from or (max(today, before.valid_from) if before else today)
        if not self.versions:
            starts = said.valid_from or ALWAYS
        if before and content == before.content and (said.valid_from is None or before.covers(starts)):
            return self._end(before, said.valid_to)
        if before and (before.valid_from == starts or _only_fills(before, said)):
            before.content, before.changed = content, True
            return self._end(before, said.valid_to)
        return self._begin(Version(None, content, starts, said.valid_to))

    def _spoken_of(self, said: Statement, today: date) -> Version | None:
        """The version that a statement repeats, corrects or follows."""
        if said.valid_from is None:
            now = [version for version in self.versions if version.covers(today)]
            ended = [version for version in self.versions if said.valid_to and version.valid_to == said.valid_to]
            lasting = [version for version in self.versions if version.valid_to is None]
            return next(iter(reversed(now or ended or lasting)), None)
        begun = [version for version in self.versions if version.valid_from <= said.valid_from]
        return begun[-1] if begun else None

    def _end(self, version: Version, last: date | None) -> str | None:
        if last is None or version.valid_to == last:
            return None
        if last < version.valid_from:
            return "dates_reversed"
        if self._next(version, last):
            return "validity_overlap"
        version.valid_to, version.changed = last, True
        return None

    def _begin(self, new: Version) -> str | None:
        if new.valid_to and new.valid_to < new.valid_from:
            return "dates_reversed"
        if self._next(new, new.valid_to):
            return "validity_overlap"
        for version in self.versions:
            if version.covers(new.valid_from):
                version.valid_to, version.changed = new.valid_from - ONE_DAY, True
        self.versions.append(new)
        self.versions.sort(key=lambda version: version.valid_from)
        return None

    def _next(self, version: Version, last: date | None) -> bool:
        """Whether a later version begins before `version` would end."""
        return any(
            other is not version
            and other.valid_from > version.valid_from
            and (last is None or other.valid_from <= last)
            for other in self.versions
        )


def _only_fills(version: Version, said: Statement) -> bool:
    """An undated statement that adds what was not known is no change of the thing itself."""
    known = version.content
    fills = all(known.get(name) in (None, [], value) for name, value in said.content.items())
    return said.valid_from is None and fills


@dataclass(frozen=True)
class Tally:
    """How many versions an import adds, changes (ends or corrects) and how many lines said nothing new."""

    added: int
    changed: int
    unchanged: int


def tally(timelines: Iterable[Timeline], lines: int) -> Tally:
    versions = [version for timeline in timelines for version in timeline.versions]
    added = sum(version.id is None for version in versions)
    changed = sum(version.changed and version.id is not None for version in versions)
    return Tally(added, changed, max(0, lines - added - changed))
