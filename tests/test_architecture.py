"""The second rule, read from the source: only `actions` change state, and each change is told in its own transaction.

The first, that imports point down, is import-linter's (see pyproject.toml).
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

import gridcall
from gridcall.schema import schema

ROOT = Path(gridcall.__file__).parent
SQL = re.compile(r"\b(INSERT INTO|UPDATE \S+ SET|DELETE FROM|ALTER TABLE|TRUNCATE)\b")
ORM = re.compile(r"\.(create|bulk_create|get_or_create|update_or_create|save|delete|update)$")
NOT_ORM = {"bare.save", "picture.save"}  # Pillow's

MAY_WRITE = {"actions", "migrations", "guards"}  # guards: the tables' constraints
WRITERS = {  # and beside them
    "gridcall.outbox": "the events themselves",
    "gridcall.snaps.writing": "how snaps.actions write rows; no other module may import it",
    "gridcall.calls.writing": "how calls.actions write rows; likewise",
    "gridcall.points.writing": "how points.actions write rows; likewise",
    "gridcall.wishes.writing": "how wishes.actions write rows; likewise",
    "gridcall.people.sessions": "a session's beginning; and when it was last seen, which nobody is told",
    "gridcall.people.throttle": "counts of tries",
    "gridcall.push.inbox": "what the outbox says, for each person",
    "gridcall.push.delivery": "what has been sent to whom",
    "gridcall.worker": "whose turn a chore is",
}
OPENING = {"gridcall.db.transaction", "gridcall.people.actions.changing.change"}
TELLING = "gridcall.outbox.record"
SILENT = {
    "gridcall.db.together": "opens the transaction of others, who tell",
    "gridcall.people.actions.changing.change": "opens the transaction of others, who tell",
    "gridcall.outbox.mend_after_restore": "puts old events in order; nothing happened",
    "gridcall.people.actions.signing_in._spend": "counts a try",
    "gridcall.people.actions.signing_in.sweep": "forgets what has run out",
    "gridcall.people.sessions._seen": "when a session was last seen",
    "gridcall.people.throttle.count": "counts a try",
    "gridcall.people.throttle.forgive": "takes a count back",
    "gridcall.push.actions.subscribe": "a browser's own address, which no screen shows",
    "gridcall.push.actions.unsubscribe": "a browser's own address, which no screen shows",
    "gridcall.push.delivery._deliver_one": "the other end of an event",
    "gridcall.push.delivery._claim": "the other end of an event",
    "gridcall.points.actions.booking.book_as_judged": "books for others, who tell",
    "gridcall.worker._mine": "whose turn a chore is",
}
OWN = {  # mutations without @requires: about oneself or one's own; the workflow's table has the last word
    *("requestSignInCode", "signInWithCode", "signInWithPassword", "signInAsCast", "signOut", "endSession"),
    *("setLanguage", "setPassword", "markRead", "markAllRead", "subscribeToPush", "unsubscribeFromPush"),
    *("takeSnap", "backSnap", "withdrawSnap", "confirmSnapSolved", "reportSnapNotSolved"),
    *("giveBackSnap", "solveSnap", "endDelegation"),
    *("holdRedemption", "cancelRedemption", "givePoints", "joinActivity", "leaveActivity"),
    *("postWish", "reviseWish", "withdrawWish", "claimWish", "joinClaim", "leaveClaim", "passOnClaim"),
    *("askClaimExtension", "grantClaimExtension", "declineClaimExtension", "giveBackClaim", "reportWishFulfilled"),
    *("sayWishMissing", "confirmWish", "thankForWish", "revealWishContact", "givePointsToWish"),
    *("registerAsMember", "endRegistration"),
    "closePointsAccount",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    name: str
    tree: ast.Module

    @cached_property
    def functions(self) -> dict[str, Function]:
        found = [node for node in ast.walk(self.tree) if isinstance(node, Function)]
        return {f"{self.name}.{node.name}": node for node in found}

    @cached_property
    def names(self) -> dict[str, str]:
        """What a name here stands for, in full."""
        names = {title.rpartition(".")[2]: title for title in self.functions}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        return names

    def writes(self) -> Iterator[str]:
        """Every place that changes the database."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
                yield node.value
            elif isinstance(node, ast.Call) and _by_orm(node):
                yield ast.unparse(node.func)

    def mentioned(self, function: Function) -> Iterator[str]:
        """The full names that a function's body speaks of."""
        for node in ast.walk(function):
            if isinstance(node, ast.Name | ast.Attribute):
                head, dot, rest = ast.unparse(node).partition(".")
                if head in self.names:
                    yield _defined(self.names[head] + dot + rest)


def _by_orm(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    if name.endswith(".update") and call.args:  # a dict's or a hash's; Tortoise's takes names
        return False
    return bool(ORM.search(name)) and name not in NOT_ORM


@cache
def modules() -> dict[str, Module]:
    found = {}
    for file in sorted(ROOT.rglob("*.py")):
        name = ".".join(file.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
        found[name] = Module(name, ast.parse(file.read_text()))
    return found


@cache
def _defined(name: str) -> str:
    """Where a name comes from, through what packages hand on."""
    module, _, last = name.rpartition(".")
    handed_on = modules()[module].names.get(last, name) if module in modules() else name
    return name if handed_on == name else _defined(handed_on)


def _calls() -> dict[str, set[str]]:
    return {
        title: set(module.mentioned(function))
        for module in modules().values()
        for title, function in module.functions.items()
    }


def _that_reach(target: str, calls: dict[str, set[str]]) -> set[str]:
    reached = {target}
    while more := {title for title, mentioned in calls.items() if title not in reached and mentioned & reached}:
        reached |= more
    return reached


def test_only_actions_change_state() -> None:
    writers = {name: list(module.writes()) for name, module in modules().items()}
    elsewhere = {name for name, writes in writers.items() if writes and not MAY_WRITE & set(name.split("."))}
    assert elsewhere == WRITERS.keys()


@pytest.mark.parametrize("domain", ["gridcall.snaps", "gridcall.calls", "gridcall.points", "gridcall.wishes"])
def test_what_writes_rows_is_for_the_actions_alone(domain: str) -> None:
    imported = {name: set(module.names.values()) for name, module in modules().items()}
    users = {name for name, names in imported.items() if any(one.startswith(f"{domain}.writing") for one in names)}
    users.discard(f"{domain}.writing")
    assert users
    assert all(name.startswith(f"{domain}.actions") for name in users)


def test_every_transaction_tells_what_happened_in_it() -> None:
    calls = _calls()
    opening = {title for title, mentioned in calls.items() if mentioned & OPENING}
    assert len(opening) > 30
    assert opening - _that_reach(TELLING, calls) == SILENT.keys()


def test_every_mutation_declares_its_permission_or_is_ones_own() -> None:
    mutation = schema.schema_converter.type_map["Mutation"].definition
    free = {field.python_name for field in mutation.fields if not field.directives}  # type: ignore[union-attr]
    camel = {re.sub(r"_(\w)", lambda found: found[1].upper(), name) for name in free}
    assert camel == OWN
