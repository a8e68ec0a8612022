"""The one door to the ledger: `book`.

Locks are taken in one order: the domain's thing by the caller, then all accounts sorted by id, the chain's head
last. A lot belongs to its account and needs no lock of its own. Call it once in a transaction.
"""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import orjson
from tortoise.exceptions import IntegrityError

from gridcall import clock, db
from gridcall.errors import IdempotencyConflict
from gridcall.points import posting, queries, rules, writing
from gridcall.points.orders import Adjust, Close, Expire, Hold, Lapse, Move, Order, Post, Reverse, Void
from gridcall.points.posting import Past
from gridcall.points.queries import Head
from gridcall.points.rows import AccountRow, TransferRow, Written
from gridcall.points.rules import AccountKey, TransferKind
from gridcall.points.sheet import Sheet


@dataclass(frozen=True)
class Booked:
    """A transfer, and the accounts that it touched as they are now."""

    transfer: TransferRow
    accounts: list[AccountRow]
    replayed: bool


async def book(orders: Sequence[Order], *, actor_id: UUID | None, now: datetime) -> list[Booked]:
    """All of the orders or none. One whose key came before with the same content is answered as it was then.

    Raises NotEnoughPoints, HoldEnded, LotsExpired, ReversedAlready, AccountClosed, NotFound, IdempotencyConflict.
    """

    async def as_they_are(orders: Sequence[Order]) -> Sequence[Order]:
        return orders

    return await book_as_judged(orders, as_they_are, actor_id=actor_id, now=now)


Judge = Callable[[Sequence[Order]], Awaitable[Sequence[Order]]]


async def book_as_judged(
    orders: Sequence[Order], judge: Judge, *, actor_id: UUID | None, now: datetime
) -> list[Booked]:
    """The same, but under the locks `judge` first says what is booked: fewer of the orders, or for less."""
    if not orders:
        return []
    async with db.transaction():
        past = await _look_back(orders)
        accounts = await _locked({key for order in orders for key in posting.accounts_of(order, past)})
        orders = await judge(orders)
        digests = {order.key: _digest(order, actor_id) for order in orders}
        known, lots, head = await _stand(orders, past, digests)
        sheet = Sheet(accounts, lots, clock.day_of(now))
        drafts = [
            _drafted(order, sheet, past, digests[order.key], actor_id, now)
            for order in orders
            if order.key not in known
        ]
        if drafts:
            drafts = await _write(drafts, sheet, head or await _head())
    return await _answers(orders, drafts, sheet, known)


def _digest(order: Order, actor_id: UUID | None) -> str:
    if isinstance(order, Hold):
        order = replace(order, expires_at=order.expires_at.astimezone(UTC))
    told = [type(order).__name__, order, actor_id]
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _spoken_of(order: Order) -> UUID | None:
    if isinstance(order, Post | Void | Lapse):
        return order.hold_id
    return order.transfer_id if isinstance(order, Reverse) else None


async def _look_back(orders: Sequence[Order]) -> Past:
    """What never changes of the transfers and lots that orders speak of; it says which accounts to lock."""
    past = Past()
    about = {one for one in map(_spoken_of, orders) if one is not None}
    if about:
        past.transfers = await queries.transfers(about)
        past.moves = await queries.lot_moves(about)
    originals = {order.transfer_id for order in orders if isinstance(order, Reverse)}
    if originals:
        past.entries = await queries.entries(originals)
    emptied = {order.account.id for order in orders if isinstance(order, Expire | Close)}
    if about or emptied:
        pinned = {move.lot_id for moves in past.moves.values() for move in moves}
        past.lots = await queries.lots(pinned, emptied)
    return past


async def _locked(keys: Iterable[AccountKey]) -> dict[UUID, AccountRow]:
    """The accounts, locked in the order of their ids; those that are new are opened."""
    wanted = sorted({key.id: key for key in keys}.items())
    ids = [identifier for identifier, _ in wanted]
    if not _all_known(ids):
        opened = [AccountRow(identifier, key.kind, key.unit, key.owner) for identifier, key in wanted]
        await db.together(writing.opening(opened))
    found = {account.id: account for account in await queries.accounts(ids, lock=True)}
    if len(found) < len(ids):  # known from a transaction that was rolled back
        _seen.difference_update(ids)
        return await _locked(keys)
    _seen.update(account.id for account in found.values() if account.version)
    return found


_seen: set[UUID] = set()  # accounts that are there: most bookings need not try to open theirs
SEEN_AT_MOST = 200_000


def _all_known(ids: Sequence[UUID]) -> bool:
    if len(_seen) > SEEN_AT_MOST:
        _seen.clear()
    return all(one in _seen for one in ids)


db.at_start(_seen.clear)


async def _stand(
    orders: Sequence[Order], past: Past, digests: dict[UUID, str]
) -> tuple[dict[UUID, TransferRow], dict[UUID, rules.Lot], Head | None]:
    """Under the locks: the orders that came before, the lots, and the chain's head where it is locked already."""
    head = None
    if orders and not any(map(_spoken_of, orders)):
        ground = await queries.ground(digests, {key.id for order in orders for key in _spending(order)})
        if ground.head and not ground.repeated:
            return {}, ground.lots, ground.head
        head = ground.head
    known = await _look_again(orders, past, digests)
    return known, await _lots(orders, known, past), head


async def _look_again(orders: Sequence[Order], past: Past, digests: dict[UUID, str]) -> dict[UUID, TransferRow]:
    """Under the locks: orders that came before, and what ended or reversed the transfers that orders speak of."""
    about = {one for one in map(_spoken_of, orders) if one is not None}
    found = await queries.known_and_later([order.key for order in orders], about)
    past.later = [one for one in found if {one.hold_id, one.reverses_id} & about]
    known = {one.id: one for one in found if one.id in digests}
    if any(one.asked != digests[one.id] for one in known.values()):
        raise IdempotencyConflict()
    reversals = [one.id for one in past.later if one.kind is TransferKind.REVERSE]
    if reversals:
        past.moves = {**past.moves, **await queries.lot_moves(reversals)}
    return known


async def _lots(orders: Sequence[Order], known: dict[UUID, TransferRow], past: Past) -> dict[UUID, rules.Lot]:
    """Every lot that the orders may touch, as it is under the locks."""
    spenders = {key.id for order in orders if order.key not in known for key in _spending(order)}
    named = {move.lot_id for moves in past.moves.values() for move in moves}
    for order in orders:
        if isinstance(order, Reverse):
            named |= {rules.copy_of(order.transfer_id, move.lot_id) for move in past.moves[order.transfer_id]}
    return await queries.lots(named, spenders) if named or spenders else {}


def _spending(order: Order) -> list[AccountKey]:
    if isinstance(order, Move):
        return [order.source_holder]
    if isinstance(order, Hold) or (isinstance(order, Adjust) and not order.add):
        return [order.holder]
    return [order.account] if isinstance(order, Expire | Close) else []


def _drafted(order: Order, sheet: Sheet, past: Past, asked: str, actor_id: UUID | None, now: datetime) -> Written:
    facts = posting.apply(order, sheet, past, now)
    return sheet.end(TransferRow(id=order.key, seq=0, at=now, actor_id=actor_id, asked=asked, **facts))


async def _write(drafts: list[Written], sheet: Sheet, head: Head) -> list[Written]:
    """Number and seal them behind the chain's head, and write all of it in one trip."""
    seq, seal = head.seq, head.hash
    sealed = []
    for draft in drafts:
        seq += 1
        numbered = replace(draft, transfer=replace(draft.transfer, seq=seq))
        seal = rules.chained(seal, rules.canonical(numbered.content()))
        sealed.append(replace(numbered, transfer=replace(numbered.transfer, hash=seal)))
    touched = {entry.account.id for one in sealed for entry in one.entries}
    changed = [sheet.accounts[one] for one in sorted(touched)]
    try:
        await db.together(*writing.statements(sealed, changed, sheet.lots.values(), (seq, seal)))
    except IntegrityError as error:
        raise IdempotencyConflict() from error  # the key, or the cause, was used for other accounts in this moment
    return sealed


async def _head() -> Head:
    """The chain's latest number and hash, locked: whoever books now waits here."""
    found = await queries.head(lock=True)
    if found is None:
        await db.execute(
            "INSERT INTO points_head (id, seq, hash) VALUES (1, 0, $1) ON CONFLICT DO NOTHING", rules.GENESIS
        )
        return await _head()
    return found


async def _answers(
    orders: Sequence[Order], drafts: Sequence[Written], sheet: Sheet, known: dict[UUID, TransferRow]
) -> list[Booked]:
    new = {one.transfer.id: one for one in drafts}
    before = await queries.entries(known) if known else {}
    answers = []
    for order in orders:
        written = new.get(order.key)
        entries = written.entries if written else before[order.key]
        accounts = [sheet.accounts[entry.account.id] for entry in entries if entry.account.id in sheet.accounts]
        answers.append(Booked(written.transfer if written else known[order.key], accounts, written is None))
    return answers
