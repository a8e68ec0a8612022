"""Who is shown to whom. Strangers see posts, never persons; staff see colleagues named, residents masked."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from gridcall.masking import masked
from gridcall.people.actor import Actor
from gridcall.people.permissions import Role
from gridcall.people.workflow import masked_name, masked_phone
from gridcall.snaps import queries
from gridcall.snaps.rows import EntryRow, SnapRow
from gridcall.snaps.workflow import INTERNAL
from gridcall.words import ROLES, Language

ACTING = ("（代行）", " (acting)")
RESIDENT, REPORTER, NEIGHBOUR = ("居民", "Resident"), ("反映人", "Reporter"), ("邻居", "Neighbour")


class Eyes(Enum):
    """How much of a snap somebody may see."""

    PUBLIC = auto()
    REPORTER = auto()
    STAFF = auto()


def eyes(actor: Actor | None, snap: SnapRow) -> Eyes:
    if queries.serves(actor, snap) or (actor is not None and actor.person_id == snap.assignee_id):
        return Eyes.STAFF
    if actor is not None and actor.person_id == snap.reporter_id:
        return Eyes.REPORTER
    return Eyes.PUBLIC


@dataclass(frozen=True)
class PersonFacts:
    name: str
    phone: str


@dataclass(frozen=True)
class PostFacts:
    """`person_id` holds it; whoever else acts under it stands in for that person."""

    person_id: str
    role: Role
    unit_name: str


@dataclass(frozen=True)
class Party:
    """A person as somebody else may see it; what is hidden is empty."""

    person_id: str
    name: str
    post: str
    phone: str


def said(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language is Language.ZH else pair[1]


def title(post: PostFacts, person_id: str | None, language: Language) -> str:
    """ "盛福明城社区居委会 网格员"; with 代行 behind it when the person stands in for the post's holder."""
    held = f"{post.unit_name} {said(ROLES[post.role], language)}"
    return held if person_id == post.person_id else held + said(ACTING, language)


def reporter_seen(
    viewer: Eyes, person_id: str, person: PersonFacts, post: PostFacts | None, language: Language
) -> Party | None:
    """The reporter is known to staff alone: a colleague by name, a resident masked."""
    if viewer is not Eyes.STAFF:
        return None
    name = person.name if post else masked_name(person.name)
    shown = title(post, person_id, language) if post else said(RESIDENT, language)
    return Party(person_id, name, shown, masked_phone(person.phone))


def assignee_seen(
    viewer: Eyes, person_id: str, person: PersonFacts, post: PostFacts | None, language: Language
) -> Party | None:
    """Staff see the colleague; the reporter sees the post; nobody else sees anything."""
    shown = title(post, person_id, language) if post else ""
    if viewer is Eyes.STAFF:
        return Party(person_id, person.name, shown, masked_phone(person.phone))
    if viewer is Eyes.REPORTER:
        return Party(person_id, masked_name(person.name), shown, "")
    return None


def post_shown(entry: EntryRow, reporter_id: str, post: PostFacts | None, language: Language) -> str | None:
    """Under which hat the step was taken: a post, or the reporter's or a neighbour's; none for the clock's."""
    if entry.by_person_id is None:
        return None
    if post is not None:
        return title(post, entry.by_person_id, language)
    return said(REPORTER if entry.by_person_id == reporter_id else NEIGHBOUR, language)


def name_shown(viewer: Eyes, entry: EntryRow, person: PersonFacts) -> str | None:
    if viewer is not Eyes.STAFF:
        return None
    return person.name if entry.by_post_id else masked_name(person.name)


def words_shown(viewer: Eyes, entry: EntryRow) -> str:
    """Staff read everything; everybody else what was written for them, without numbers."""
    if viewer is Eyes.STAFF:
        return entry.words
    if entry.step in INTERNAL:
        return ""
    return entry.words if viewer is Eyes.REPORTER else masked(entry.words)


def photos_shown(viewer: Eyes, entry: EntryRow) -> list[dict[str, Any]]:
    """Staff see every photo; everybody else those of the steps whose words they read."""
    return entry.photos if viewer is Eyes.STAFF or entry.step not in INTERNAL else []
