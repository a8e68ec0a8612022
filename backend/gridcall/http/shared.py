"""Equal subscriptions are executed once per event; every socket of a group gets the same text.

A root field of `Subscription` is broadcast when a `Broadcast` is given for its name. Members of a group have
the same document, the same variables inside the selection, and the same `Broadcast.group`. Nothing else of a
person reaches the execution: what only one person may see must come under an event key of that person's own.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson

from gridcall.http.documents import Operation
from gridcall.http.engine import Engine, encode, masked

Deliver = Callable[[Hashable, object], None]
"""(event key, root value): hand over one live event, at once. In a group, equal keys mean equal answers."""

Push = Callable[[str], None]

RECENT = 64  # answers kept per group, for members that come to an event late


class Broadcast(Protocol):
    """Where the events of one subscription field come from."""

    def group(self, context: Any, arguments: Mapping[str, Any]) -> Hashable:
        """What besides document and variables shapes the answers, such as the language."""

    def shared_context(self, group: Hashable) -> Any:
        """A fresh context for one execution, with nothing personal in it."""

    def open(
        self, context: Any, arguments: Mapping[str, Any], deliver: Deliver
    ) -> AbstractAsyncContextManager[AsyncIterator[tuple[Hashable, object]]]:
        """Start one subscription; leaving the context ends it.

        The iterator gives the missed events, oldest first, at the reader's pace. In the step in which it
        ends, and not earlier, the source begins to call `deliver` for live ones; an iterator that never ends
        serves too, at more cost per reader. A DomainError ends the subscription with its words, `Resume`
        asks the reader to come again from its cursor.
        """


@dataclass
class _Round:
    key: Hashable
    root: object
    members: list[Push] = field(default_factory=list)


class Group:
    """The members of equal subscriptions. Each gets its events in the order in which they were delivered."""

    def __init__(self, answer: Callable[[object], Awaitable[str]]) -> None:
        self.members = 0
        self._answer = answer
        self._answers: OrderedDict[Hashable, asyncio.Future[str]] = OrderedDict()
        self._rounds: deque[_Round] = deque()
        self._work: asyncio.Task[None] | None = None

    async def answer(self, key: Hashable, root: object) -> str:
        """The answer to an event; whoever asks first executes, the others wait for it."""
        if key not in self._answers:
            self._answers[key] = asyncio.ensure_future(self._answer(root))
            if len(self._answers) > RECENT:
                self._answers.popitem(last=False)
        answer = self._answers[key]
        return answer.result() if answer.done() else await asyncio.shield(answer)

    def deliver(self, push: Push, key: Hashable, root: object) -> None:
        """Have the answer to an event pushed to one member, after those delivered before."""
        if not self._rounds or self._rounds[-1].key != key:
            self._rounds.append(_Round(key, root))
        self._rounds[-1].members.append(push)
        if self._work is None:
            self._work = asyncio.create_task(self._deliver_rounds())

    async def _deliver_rounds(self) -> None:
        try:
            while self._rounds:
                current = self._rounds[0]
                answer = await self.answer(current.key, current.root)
                self._rounds.popleft()
                for push in current.members:
                    push(answer)
        finally:
            self._work = None


class Groups:
    """The groups that have members."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._groups: dict[Hashable, Group] = {}

    @contextmanager
    def joined(
        self, operation: Operation, variables: dict[str, Any], source: Broadcast, scope: Hashable
    ) -> Iterator[Group]:
        """Be a member of the group of equal subscriptions for a while."""
        key = (operation.text, operation.name, _inner(operation, variables), scope)
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = Group(self._executed(operation, variables, source, scope))
        group.members += 1
        try:
            yield group
        finally:
            group.members -= 1
            if not group.members:
                self._groups.pop(key, None)

    def _executed(
        self, operation: Operation, variables: dict[str, Any], source: Broadcast, scope: Hashable
    ) -> Callable[[object], Awaitable[str]]:
        async def answer(root: object) -> str:
            try:
                context = source.shared_context(scope)
                result = await self.engine.execute(operation, variables, context, root)
                return self.engine.payload(result, context).decode()
            except Exception as failure:  # it must not stop the events behind it
                return encode({"errors": [masked(failure)]}).decode()

        return answer


def _inner(operation: Operation, variables: Mapping[str, Any]) -> bytes:
    inner = {name: variables[name] for name in operation.inner_variables if name in variables}
    return orjson.dumps(inner, option=orjson.OPT_SORT_KEYS)
