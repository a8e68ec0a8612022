"""Who serves where, while the lines of a staff file are worked in. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from gridcall.errors import InvalidInput
from gridcall.grid.importing import StaffLine
from gridcall.grid.reading import Fault
from gridcall.grid.rules import Term, conflict
from gridcall.people.workflow import normal_phone


@dataclass
class Service:
    """A stored or new term; `id` is None until it is stored."""

    id: str | None
    term: Term


class Roster:
    """`people`: phone number or id -> id. `cells`: the codes that can be staffed."""

    def __init__(self, people: Mapping[str, str], cells: set[str], today: date) -> None:
        self.people = people
        self.cells = cells
        self.today = today
        self.new: list[Service] = []
        self.ended: list[Service] = []
        self._by_person: dict[str, list[Service]] = defaultdict(list)
        self._by_cell: dict[str, list[Service]] = defaultdict(list)

    def add(self, service: Service) -> None:
        self._by_person[service.term.person_id].append(service)
        self._by_cell[service.term.cell_code].append(service)

    def take(self, line: StaffLine, faults: list[Fault]) -> None:
        """Work one line in, or say what is wrong with it."""
        person_id = self._person(line.person)
        if person_id is None:
            faults.append(Fault(line.line, "person", "person_unknown", line.person))
        elif line.cell_code not in self.cells:
            faults.append(Fault(line.line, "cell_code", "cell_unknown", line.cell_code))
        else:
            self._place(line, person_id, faults)

    def _person(self, named: str) -> str | None:
        if named in self.people:
            return self.people[named]
        try:
            return self.people.get(normal_phone(named))
        except InvalidInput:
            return None

    def _place(self, line: StaffLine, person_id: str, faults: list[Fault]) -> None:
        said = Term(person_id, line.cell_code, line.force, line.starts_on or self.today, line.ends_on)
        rivals = [*self._by_person[person_id], *self._by_cell[line.cell_code]]
        for service in rivals:
            if _repeats(line, said, service.term):
                self._end(service, line.ends_on)
                return
        for service in rivals:
            if rule := conflict(said, service.term):
                faults.append(Fault(line.line, "cell_code", rule, line.cell_code))
                return
        self.new.append(Service(None, said))
        self.add(self.new[-1])

    def _end(self, service: Service, ends_on: date | None) -> None:
        if ends_on is None or ends_on == service.term.ends_on:
            return
        service.term = replace(service.term, ends_on=ends_on)
        if service.id is not None and service not in self.ended:
            self.ended.append(service)


def _repeats(line: StaffLine, said: Term, known: Term) -> bool:
    """A line without a first day speaks of the service that runs; one with a day of what began that day."""
    same = (said.person_id, said.cell_code, said.force) == (known.person_id, known.cell_code, known.force)
    if not same or line.starts_on is not None:
        return same and line.starts_on == known.starts_on
    return known.ends_on is None or known.ends_on == line.ends_on or known.ends_on >= said.starts_on
