"""The ledger played again from nothing: every transfer is judged by the invariants, by what came before it.

Pure. What is read is the canonical content, from the tables or from an export.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gridcall import clock
from gridcall.points import rules
from gridcall.points.rules import ENDS, FLOORED, AccountKey, AccountKind, TransferKind

Content = Mapping[str, Any]
K = TransferKind


@dataclass(frozen=True)
class Fault:
    """What does not hold: the number of the invariant (docs/ledger.md), where, and in plain words."""

    invariant: int
    seq: int | None
    account_id: str | None
    words: str


@dataclass
class Balance:
    posted: int = 0
    pending: int = 0
    version: int = 0
    closed: bool = False


@dataclass
class LotState:
    account: str
    street: str
    expires_on: date
    remaining: int = 0
    held: int = 0


@dataclass
class Seen:
    """What is remembered of a transfer for those that speak of it."""

    content: Content
    moves: dict[str, tuple[int, int]]
    ended: bool = False
    reversed: int = 0


@dataclass
class Replay:
    """Feed it transfer by transfer; afterwards it holds balances, lots, holds and the head."""

    seq: int = 0
    hash: str = rules.GENESIS
    accounts: dict[str, Balance] = field(default_factory=lambda: defaultdict(Balance))
    lots: dict[str, LotState] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    earned: set[tuple[str, str, str]] = field(default_factory=set)

    def take(self, content: Content, seal: str) -> list[Fault]:
        """One more transfer. The chain goes on from what it says itself, so that one fault is told once."""
        place, expected = self.seq + 1, rules.chained(self.hash, rules.canonical(content))
        found = []
        if seal != expected:
            found.append(Fault(12, place, None, "its hash does not seal what it says"))
        if content["seq"] != place:
            found.append(Fault(2, place, None, f"number {content['seq']} follows {self.seq}"))
        try:
            found += [
                Fault(number, place, whose, words) for check in _CHECKS for number, whose, words in check(self, content)
            ]
            self._note(content)
        except (KeyError, ValueError, TypeError, AttributeError):
            found.append(Fault(12, place, None, "it cannot be read"))
        self.seq, self.hash = content["seq"], seal
        return found

    def _note(self, content: Content) -> None:
        for text, version, amount, _, _, pending, *_ in content["entries"]:
            balance = self.accounts[text]
            balance.posted, balance.pending, balance.version = (
                balance.posted + amount,
                balance.pending + pending,
                version,
            )
        for lot_id, account, street, expires_on in content["lots"]:
            self.lots[lot_id] = LotState(account, street, date.fromisoformat(expires_on))
        for lot_id, amount, held in content["moves"]:
            if lot_id in self.lots:
                self.lots[lot_id].remaining += amount
                self.lots[lot_id].held += held
        self._remember(content)

    def _remember(self, content: Content) -> None:
        moves = {lot_id: (amount, held) for lot_id, amount, held in content["moves"]}
        self.seen[content["id"]] = Seen(content, moves)
        if content["kind"] == K.EARN:
            self.earned.add(_earning(content))
        if content["kind"] in ENDS and content["hold_id"] in self.seen:
            self.seen[content["hold_id"]].ended = True
        if content["kind"] == K.REVERSE and content["reverses_id"] in self.seen:
            self.seen[content["reverses_id"]].reversed += content["amount"]
        if content["kind"] == K.CLOSE:
            self.accounts[content["holder"]].closed = True


Finding = tuple[int, str | None, str]
Check = Callable[[Replay, Content], Iterator[Finding]]


def _earning(content: Content) -> tuple[str, str, str]:
    return content["cause"], content["cause_id"], content["holder"]


def _day(content: Content) -> date:
    return clock.day_of(datetime.fromisoformat(content["at"]))


def _id(text: str) -> str:
    return str(AccountKey.parse(text).id)


def _sums(replay: Replay, content: Content) -> Iterator[Finding]:
    sums: dict[str, int] = defaultdict(int)
    for entry in content["entries"]:
        sums[AccountKey.parse(entry[0]).unit] += entry[2]
    if any(sums.values()):
        yield 1, None, "its entries do not sum to zero"
    if content["amount"] < (0 if content["kind"] == K.CLOSE else 1):
        yield 1, None, "its amount is not above zero"
    if len({entry[0] for entry in content["entries"]}) < len(content["entries"]):
        yield 1, None, "source and destination are one account"


def _corrections(replay: Replay, content: Content) -> Iterator[Finding]:
    if content["kind"] == K.REVERSE and not (content["reason"] and content["reverses_id"]):
        yield 2, None, "a reversal without a reason and a link"
    if content["kind"] == K.ADJUST and not content["about"]:
        yield 2, None, "an adjustment without a link to who decided it"


def _balances(replay: Replay, content: Content) -> Iterator[Finding]:
    for text, version, amount, before, after, pending, pending_before, pending_after in content["entries"]:
        balance, kind = replay.accounts[text], AccountKey.parse(text).kind
        if (before, pending_before, version) != (balance.posted, balance.pending, balance.version + 1):
            yield 4, _id(text), "an entry does not go on from the one before it"
        if (after, pending_after) != (before + amount, pending_before + pending):
            yield 4, _id(text), "an entry's balance is not the sum"
        if (kind in FLOORED and after - pending_after < 0) or pending_after < 0:
            yield 3, _id(text), "below the account's floor"
        if balance.closed:
            yield 3, _id(text), "booked on a closed account"


def _keys(replay: Replay, content: Content) -> Iterator[Finding]:
    if content["id"] in replay.seen:
        yield 5, None, "its key was booked before"


def _holds(replay: Replay, content: Content) -> Iterator[Finding]:
    if content["kind"] not in ENDS:
        return
    hold = replay.seen.get(content["hold_id"])
    if hold is None or hold.content["kind"] != K.HOLD:
        yield 6, None, "it ends a hold that there never was"
        return
    if hold.ended:
        yield 6, None, "its hold had ended before"
    if content["amount"] > hold.content["amount"]:
        yield 6, None, "more is posted than was held"
    if content["kind"] == K.REDEEM and content["at"] > hold.content["expires_at"]:
        yield 6, None, "posted after the hold's time"
    if content["kind"] == K.LAPSE and content["at"] < hold.content["expires_at"]:
        yield 6, None, "lapsed before the hold's time"
    if {lot: -held for lot, (_, held) in hold.moves.items()} != {lot: held for lot, _, held in content["moves"]}:
        yield 6, None, "it lets go other lots than were held"


def _reversals(replay: Replay, content: Content) -> Iterator[Finding]:
    if content["kind"] != K.REVERSE:
        return
    original = replay.seen.get(content["reverses_id"])
    if original is None:
        yield 7, None, "it reverses what there never was"
        return
    if original.reversed + content["amount"] > original.content["amount"]:
        yield 7, None, "more is reversed than there was"
    made = {line[0] for line in original.content["lots"]}
    if not {line[0] for line in content["moves"]} <= original.moves.keys() | made:
        yield 7, None, "it restores other lots than were taken"


def _lots(replay: Replay, content: Content) -> Iterator[Finding]:
    new = {line[0]: line for line in content["lots"]}
    if content["kind"] == K.EARN and len(new) != 1:
        yield 8, None, "an earning that is not one lot"
    for lot_id, amount, held in content["moves"]:
        lot = replay.lots.get(lot_id)
        if lot is None and lot_id not in new:
            yield 8, None, "it moves a lot that there never was"
            continue
        remaining, pinned = (lot.remaining, lot.held) if lot else (0, 0)
        if not 0 <= pinned + held <= remaining + amount:
            yield 8, new[lot_id][1] if lot is None else lot.account, "more is taken from a lot than is in it"
        if content["kind"] == K.EXPIRE and lot is not None and lot.expires_on >= _day(content):
            yield 8, lot.account, "a lot expires before its last day is over"


def _lots_add_up(replay: Replay, content: Content) -> Iterator[Finding]:
    """What an account gains or loses, its lots do."""
    owners = {line[0]: line[1] for line in content["lots"]}
    moved: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for lot_id, amount, held in content["moves"]:
        owner = owners.get(lot_id) or (replay.lots[lot_id].account if lot_id in replay.lots else "")
        moved[owner][0] += amount
        moved[owner][1] += held
    for entry in content["entries"]:
        key = AccountKey.parse(entry[0])
        if key.kind is AccountKind.HOLDER and moved.pop(str(key.id), [0, 0]) != [entry[2], entry[5]]:
            yield 8, str(key.id), "an account and its lots do not move alike"
    if any(any(pair) for pair in moved.values()):
        yield 8, None, "a lot moves whose account does not"


def _oldest_first(replay: Replay, content: Content) -> Iterator[Finding]:
    if content["kind"] not in (K.GIVE, K.HOLD):
        return
    account, today = _id(content["holder"]), _day(content)
    used = {lot_id: -amount + held for lot_id, amount, held in content["moves"]}
    lots = {key: lot for key, lot in replay.lots.items() if lot.account == account and lot.expires_on >= today}
    latest = max((lots[key].expires_on for key in used if key in lots), default=date.min)
    if any(lot.expires_on < latest and lot.remaining - lot.held > used.get(key, 0) for key, lot in lots.items()):
        yield 8, account, "it leaves points that run out earlier"


def _earnings(replay: Replay, content: Content) -> Iterator[Finding]:
    if content["kind"] != K.EARN:
        return
    if _earning(content) in replay.earned:
        yield 9, _id(content["holder"]), "earned before for the same cause"
    if content["actor_id"] and content["holder"].endswith(f"person:{content['actor_id']}"):
        yield 10, _id(content["holder"]), "somebody rewards himself"


def _clearing(replay: Replay, content: Content) -> Iterator[Finding]:
    legs = {entry[0]: entry[2] for entry in content["entries"] if entry[0].startswith(f"{AccountKind.CLEARING}/")}
    for text, amount in legs.items():
        kind, unit, owner = text.split("/")
        mirror = f"{kind}/{unit}/{':'.join(reversed(owner.split(':')))}"
        if legs.get(mirror) != -amount:
            yield 11, _id(text), "a clearing leg without its mirror"
    if content["kind"] == K.SETTLE and len(legs) != len(content["entries"]):
        yield 11, None, "a settlement moves more than clearing accounts"
    if content["kind"] == K.REDEEM and legs != _legs_due(replay, content):
        yield 11, None, "holder and clearing do not fit"


def _legs_due(replay: Replay, content: Content) -> dict[str, int]:
    issued: dict[str, int] = defaultdict(int)
    for lot_id, amount, _ in content["moves"]:
        if lot_id in replay.lots and amount:
            issued[replay.lots[lot_id].street] -= amount
    return {key.text: leg for key, leg in rules.clearing_legs(issued, content["street"])}


_CHECKS: tuple[Check, ...] = (
    _sums,
    _corrections,
    _balances,
    _keys,
    _holds,
    _reversals,
    _lots,
    _lots_add_up,
    _oldest_first,
    _earnings,
    _clearing,
)
