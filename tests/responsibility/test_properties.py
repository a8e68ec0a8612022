"""Whatever is in a file, an answer comes back; whatever a list says, it survives its export."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.responsibility.sheets import COVERS, ILLEGAL, LOOSE, book_of, csv_of, taken, xlsx_of

from gridcall.errors import InvalidInput
from gridcall.responsibility.columns import HEADERS
from gridcall.responsibility.exporting import as_csv
from gridcall.responsibility.rules import Area, Item, Situation, Stage, UnitDuty, Urgency, changes
from gridcall.responsibility.search import Index

SOUND = csv_of(COVERS, LOOSE, ILLEGAL)
BOOK = xlsx_of(book_of(COVERS, LOOSE, ILLEGAL))


def answered(data: bytes) -> None:
    """A list, faults, or a refusal; never another exception."""
    try:
        items, faults = taken(data)
    except InvalidInput:
        return
    assert items or faults


@given(st.binary(max_size=400))
def test_any_bytes_are_answered(data: bytes) -> None:
    answered(data)


@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=8))
def test_a_spoilt_csv_is_answered(at: int, spoilt: bytes) -> None:
    answered(SOUND[:at] + spoilt + SOUND[at + len(spoilt) :])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_spoilt_workbook_is_answered(at: int, spoilt: bytes) -> None:
    answered(BOOK[:at] + spoilt + BOOK[at + len(spoilt) :])


@given(st.lists(st.lists(st.text(max_size=30), max_size=16), max_size=6))
def test_any_table_is_answered(rows: list[list[str]]) -> None:
    out = io.StringIO()
    out.write(",".join(HEADERS) + "\n")
    for row in rows:
        out.write(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n")
    answered(out.getvalue().encode("utf-8", "replace"))


# Text as the import takes it: no control characters, no separators of cells, nothing that a spreadsheet calculates.
plain = st.text(st.characters(categories=("L", "N"), include_characters="，。；“”（）·"), min_size=1, max_size=40)
limits = st.dictionaries(st.sampled_from(Stage), st.integers(1, 366 * 24 * 60), min_size=1)


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    found = []
    for n in range(draw(st.integers(1, 4))):
        told = draw(st.dictionaries(st.sampled_from(Urgency), limits))
        slots = [(urgency, stage) for urgency, stages in told.items() for stage in stages]
        units = draw(st.lists(plain, unique=True, max_size=3))
        words = draw(st.lists(plain, unique=True, max_size=3))
        in_office_hours = bool(set(told) - {Urgency.EMERGENCY}) and draw(st.booleans())
        found.append(
            Item(
                number=f"{n}",
                name=draw(plain),
                area=draw(st.sampled_from(Area)),
                lead=draw(plain),
                lead_duty=draw(plain),
                co_units=[UnitDuty(unit, draw(plain)) for unit in units],
                street_duty=draw(plain),
                headcount=draw(st.integers(1, 99)),
                needs_proof=draw(st.booleans()),
                limits=told,
                assumed=frozenset(slot for slot in slots if draw(st.booleans())),
                working_time=in_office_hours,
                basis=draw(plain),
                situations=[Situation(f"{n}-{k}", one) for k, one in enumerate(words)],
            )
        )
    return found


@settings(max_examples=200, deadline=None)
@given(items())
def test_a_list_survives_its_export(listed: list[Item]) -> None:
    again, faults = taken(as_csv(listed).encode())
    assert faults == []
    assert again == listed


@settings(max_examples=100, deadline=None)
@given(items(), items())
def test_changes_lead_from_one_version_to_the_other(before: list[Item], after: list[Item]) -> None:
    found = changes(before, after)
    assert found.none == (before == after)
    gone = {item.number for item in found.removed}
    kept = [item.number for item in before if item.number not in gone]
    assert sorted(kept + [item.number for item in found.added]) == sorted(item.number for item in after)
    assert found.unchanged == sum(item in before for item in after)


@settings(max_examples=150, deadline=None)
@given(items(), st.text(max_size=120))
def test_any_words_may_be_looked_for(listed: list[Item], said: str) -> None:
    for match in Index(listed).matches(said, 5):
        text = match.situation.words if match.situation else match.item.name
        assert all(0 <= start < end <= len(text) for start, end in match.ranges)
