"""Who is shown what of a wish: before, during and after a claim.

Strangers read the masked form and the steps that are good to know. Who has claimed it sees besides how the claim goes,
and, by a look that is written down, where to go: while the claim stands. The wisher's side and the reviewers see all,
and the looks the wisher's side alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from gridcall.people.actor import Actor
from gridcall.people.workflow import masked_name
from gridcall.registrations.queries import represented
from gridcall.snaps.parties import PersonFacts, PostFacts, said, title
from gridcall.wishes import queries
from gridcall.wishes.masking import prefilled
from gridcall.wishes.rows import ClaimRow, EntryRow, WishRow
from gridcall.wishes.workflow import CLAIM_STANDS, WishStep
from gridcall.words import Language

W = WishStep
# The steps that everybody may know of. That somebody gave a wish back, or let it lapse, is nobody's business.
FOR_ALL = frozenset(
    {W.POST, W.PUBLISH, W.CLAIM, W.REPORT_FULFILLED, W.CONFIRM, W.CONFIRM_BY_SILENCE, W.THANK, W.GIVE_POINTS}
)
BY_ASKERS = frozenset(
    {W.POST, W.REVISE, W.WITHDRAW, W.GRANT_EXTENSION, W.DECLINE_EXTENSION, W.SAY_MISSING, W.CONFIRM, W.THANK}
)
BY_REVIEWERS = frozenset({W.PUBLISH, W.SEND_BACK, W.REFUSE})
BY_GIVERS = frozenset({W.GIVE_POINTS})
ASKER, GIVER = ("提出人", "Whoever asked"), ("赠分人", "Giver")
CLAIMER, COMPANION = ("认领人", "Claimer"), ("同去的人", "Companion")
JOINING = frozenset({W.JOIN, W.LEAVE})


@dataclass(frozen=True)
class Eyes:
    """What the reader is to the wish; nothing at all: a stranger."""

    asks: bool = False
    reviews: bool = False
    goes: bool = False  # on the claimer's side, while the claim stands or after it was fulfilled
    person_id: UUID | None = None

    @property
    def knows(self) -> bool:
        """The private part."""
        return self.asks or self.reviews

    @property
    def party(self) -> bool:
        return self.knows or self.goes


def eyes(actor: Actor | None, wish: WishRow, claim: ClaimRow | None) -> Eyes:
    if actor is None:
        return Eyes()
    return Eyes(
        asks=actor.person_id in wish.askers,
        reviews=queries.reviews(actor, wish),
        goes=claim is not None and _goes(actor, claim),
        person_id=actor.person_id,
    )


def _goes(actor: Actor, claim: ClaimRow) -> bool:
    mine = actor.person_id in (claim.person_id, *claim.companions)
    return mine or (claim.unit_id is not None and claim.unit_id in represented(actor))


def stands(wish: WishRow) -> bool:
    return wish.status in CLAIM_STANDS


def name_of_claimer(viewer: Eyes, name: str) -> str:
    return name if viewer.party else masked_name(name)


def plan_shown(viewer: Eyes, wish: WishRow, plan: str) -> str:
    """Written before the claimer knew where to go; but what says who or where is hidden from strangers all the same."""
    return plan if viewer.party else prefilled(plan, wish.name, wish.address)


def shows(viewer: Eyes, entry: EntryRow, claim: ClaimRow | None) -> bool:
    """Whether the reader may know that the step was taken. Who claimed it, also what belongs to this claim."""
    own = viewer.goes and claim is not None and entry.claim_id == claim.id
    return viewer.knows or own or entry.step in FOR_ALL


def words_shown(viewer: Eyes, wish: WishRow, words: str) -> str:
    """Whoever goes there may write down what only the look at the contact was to tell: it stays with those who know."""
    return words if viewer.knows else prefilled(words, wish.name, wish.address)


def name_shown(viewer: Eyes, entry: EntryRow, person: PersonFacts | None) -> str | None:
    """Whoever asks is named to those who know; reviewers to reviewers; claimers to all parties, masked to others."""
    if person is None:
        return None
    own = entry.by_person_id == viewer.person_id
    if entry.step in BY_ASKERS:
        return person.name if viewer.knows or own else None
    if entry.step in BY_REVIEWERS:
        return person.name if viewer.reviews or own else None
    if entry.step in BY_GIVERS:
        return person.name if viewer.knows or own else masked_name(person.name)
    return name_of_claimer(viewer, person.name)


def hat_shown(
    entry: EntryRow, claims: Mapping[UUID, ClaimRow], post: PostFacts | None, language: Language
) -> str | None:
    """Under which hat the step was taken: a post, the claim's unit, or a part in the wish; none for the clock's."""
    if entry.by_person_id is None:
        return None
    if post is not None:
        return title(post, str(entry.by_person_id), language)
    if entry.step in BY_ASKERS:
        return said(ASKER, language)
    if entry.step in BY_GIVERS:
        return said(GIVER, language)
    claim = claims.get(entry.claim_id) if entry.claim_id else None
    if claim is not None and claim.unit_name:
        return claim.unit_name
    return said(COMPANION if entry.step in JOINING else CLAIMER, language)
