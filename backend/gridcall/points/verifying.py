"""Does the ledger still hold? From the tables, or from an export that anybody can check. Reads, never writes."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import orjson

from gridcall import db
from gridcall.points import queries, rules
from gridcall.points.earning_rules import exceeding
from gridcall.points.replaying import Content, Fault, Replay
from gridcall.points.rows import TransferRow, Written
from gridcall.points.rules import AccountKey

BATCH = 500
FAULTS_AT_MOST = 100


@dataclass(frozen=True)
class Verdict:
    transfers: int
    seq: int
    hash: str
    faults: list[Fault]

    @property
    def ok(self) -> bool:
        return not self.faults


def sealed(written: Written) -> Content:
    """The content as it is read back from its canonical bytes."""
    content: Content = orjson.loads(rules.canonical(written.content()))
    return content


async def transfers() -> AsyncIterator[Written]:
    """Every transfer with all that it did, by number."""
    after = -(2**62)
    while True:
        found = await db.rows(
            f"SELECT {queries.TRANSFER_COLUMNS} FROM points_transfers WHERE seq > $1 ORDER BY seq LIMIT {BATCH}", after
        )
        for one in await _whole([TransferRow.of(row) for row in found]):
            yield one
        if not found:
            return
        after = found[-1]["seq"]


async def _whole(page: list[TransferRow]) -> list[Written]:
    ids = [one.id for one in page]
    entries, moves, lots = await queries.entries(ids), await queries.lot_moves(ids), await queries.lots_made_by(ids)
    return [Written(one, tuple(entries[one.id]), tuple(lots[one.id]), tuple(moves[one.id])) for one in page]


async def verify() -> Verdict:
    """Plays the tables again and compares what comes out with what is stored. One reading: a snapshot."""
    replay = Replay()
    faults: list[Fault] = []
    async with db.reading():
        async for written in transfers():
            if len(faults) < FAULTS_AT_MOST:
                faults += replay.take(sealed(written), written.transfer.hash)
        faults += [fault async for fault in _stored(replay)]
    return Verdict(len(replay.seen), replay.seq, replay.hash, faults[:FAULTS_AT_MOST])


async def _stored(replay: Replay) -> AsyncIterator[Fault]:
    head = await queries.head()
    if head is not None and (head.seq, head.hash) != (replay.seq, replay.hash):
        yield Fault(13, head.seq, None, "the head is not what the entries lead to")
    for fault in [*await _accounts(replay), *await _lots(replay), *await _ids(), *await _decisions()]:
        yield fault


async def _accounts(replay: Replay) -> list[Fault]:
    found = await db.rows("SELECT id, kind, unit, owner, posted, pending, version, closed_at FROM points_accounts")
    faults = []
    for row in found:
        text = f"{row['kind']}/{row['unit']}/{row['owner']}"
        due = replay.accounts[text]
        kept = (row["posted"], row["pending"], row["version"], row["closed_at"] is not None)
        if kept != (due.posted, due.pending, due.version, due.closed):
            faults.append(Fault(4, None, str(row["id"]), "the stored balance is not the sum of its entries"))
        if str(AccountKey.parse(text).id) != str(row["id"]):
            faults.append(Fault(5, None, str(row["id"]), "the account's id does not follow from what it is"))
    missing = replay.accounts.keys() - {f"{row['kind']}/{row['unit']}/{row['owner']}" for row in found}
    return faults + [Fault(13, None, str(AccountKey.parse(one).id), "an account is missing") for one in missing]


async def _lots(replay: Replay) -> list[Fault]:
    found = await db.rows("SELECT id, account_id, remaining, held FROM points_lots")
    kept = {str(row["id"]): (row["remaining"], row["held"]) for row in found}
    due = {key: (lot.remaining, lot.held) for key, lot in replay.lots.items()}
    differing = sorted({key for key in kept.keys() | due.keys() if kept.get(key) != due.get(key)})
    return [
        Fault(
            13, None, replay.lots[key].account if key in replay.lots else None, f"lot {key} is not what is left of it"
        )
        for key in differing
    ]


async def _ids() -> list[Fault]:
    """Server-made ids follow from the key."""
    found = await db.rows(
        "SELECT e.id, e.transfer_id, t.seq, a.id AS account_id, a.kind, a.unit, a.owner FROM points_entries e"
        " JOIN points_transfers t ON t.id = e.transfer_id JOIN points_accounts a ON a.id = e.account_id"
    )
    return [
        Fault(5, row["seq"], str(row["account_id"]), "an entry's id does not follow from its key")
        for row in found
        if str(uuid5(UUID(row["transfer_id"]), f"{row['kind']}/{row['unit']}/{row['owner']}")) != str(row["id"])
    ]


async def _decisions() -> list[Fault]:
    """Two persons for every adjustment; an earning keeps the rule that it was made by, and its caps.

    The first broken entry first.
    """
    alone = await db.rows(
        "SELECT t.seq FROM points_transfers t LEFT JOIN points_adjustments a ON a.id = t.about"
        " WHERE t.kind = 'adjust' AND (a.id IS NULL OR a.decided_by_id IS NULL OR NOT a.granted"
        " OR a.decided_by_id = a.proposed_by_id OR a.amount <> t.amount) ORDER BY t.seq"
    )
    ruleless = await db.rows(
        "SELECT t.seq FROM points_transfers t LEFT JOIN earning_rules r ON r.id = t.rule_id AND r.cause = t.cause"
        " WHERE t.kind = 'earn' AND t.rule_id IS NOT NULL AND r.id IS NULL ORDER BY t.seq"
    )
    unkept = await db.rows(
        "SELECT t.seq FROM points_transfers t LEFT JOIN earnings e ON e.id = t.id"
        " WHERE t.kind = 'earn' AND t.rule_id IS NOT NULL AND e.id IS NULL ORDER BY t.seq"
    )
    faults = [
        *(Fault(10, row["seq"], None, "an adjustment without two persons") for row in alone),
        *(Fault(9, row["seq"], None, "earned by a rule that there is not") for row in ruleless),
        *(Fault(9, row["seq"], None, "earned, and nowhere is it kept by what") for row in unkept),
        *(Fault(9, one.seq, one.account_id, words) for one, words in exceeding(await queries.paid())),
    ]
    return sorted(faults, key=lambda fault: fault.seq or 0)


# ---------- an export: a line for each transfer, and the head at the end


async def exported() -> AsyncIterator[bytes]:
    """Lines of JSON: each is the canonical content with its hash."""
    seq, seal = 0, rules.GENESIS
    async with db.reading():
        async for written in transfers():
            seq, seal = written.transfer.seq, written.transfer.hash
            yield rules.canonical({**written.content(), "hash": seal}) + b"\n"
    yield rules.canonical({"head": seal, "seq": seq}) + b"\n"


class Damaged(ValueError):
    """The line is not what was exported."""


def verify_export(lines: Iterable[bytes]) -> Verdict:
    """Names the first transfer that is not as it was exported. Needs the file alone."""
    replay, faults, ended = Replay(), [], False
    for line in lines:
        if ended:
            faults.append(Fault(12, None, None, "there is more after the end"))
            break
        ended, found = _line(replay, line)
        faults += found
        if found:
            break
    if not ended and not faults:
        faults.append(Fault(12, replay.seq + 1, None, "the export ends too early"))
    return Verdict(len(replay.seen), replay.seq, replay.hash, faults)


def _line(replay: Replay, line: bytes) -> tuple[bool, list[Fault]]:
    try:
        content = _parsed(line)
        if "head" in content:
            whole = content == {"head": replay.hash, "seq": replay.seq}
            return True, [] if whole else [Fault(12, None, None, "the head is not what the transfers lead to")]
        return False, replay.take(content, content.pop("hash"))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return False, [Fault(12, replay.seq + 1, None, "the line cannot be read as it was written")]


def _parsed(line: bytes) -> dict[str, Any]:
    content: dict[str, Any] = orjson.loads(line)
    if rules.canonical(content) + b"\n" != line:
        raise Damaged
    return content
