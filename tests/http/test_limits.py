"""No document holds the event loop for a second, and honest ones are left alone."""

import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from graphql import GraphQLError, get_introspection_query
from tests.http.little_schema import schema

from gridcall.http.documents import Documents
from gridcall.http.limits import Limits
from gridcall.http.refused import BadDocument


def documents(**limits: int) -> Documents:
    return Documents(schema._schema, Limits(**limits), debug=False)


def refusal(text: str, variables: dict[str, object] | None = None, **limits: int) -> str:
    with pytest.raises(BadDocument) as refused:
        documents(**limits).operation(text, None, variables or {})
    assert all(isinstance(error, GraphQLError) for error in refused.value.errors)
    return refused.value.errors[0].message


def test_every_wall_stands() -> None:
    assert "levels" in refusal("{ place" + " { inside" * 20 + " { name }" + " }" * 20 + " }")
    assert "fields" in refusal("{ " + "place { name } " * 40 + "}", fields=50)
    assert "aliases" in refusal("{ " + " ".join(f"a{n}: hello" for n in range(33)) + " }")
    assert "directives" in refusal("{ hello " + "@skip(if: false) " * 65 + "}")
    assert "fragments" in refusal("{ hello } " + " ".join(f"fragment F{n} on Query {{ hello }}" for n in range(65)))
    assert "variables" in refusal("query (" + " ".join(f"$v{n}: Int" for n in range(65)) + ") { hello }")
    assert "tokens" in refusal("{ " + "hello " * 4_000 + "}")
    assert "code points" in refusal("{ hello }" + " " * 70_000)


def test_lists_cost_what_they_ask_for() -> None:
    nested = "{ place { around(first: %s) { around(first: %s) { name } } } }"
    documents().operation(nested % (100, 99), None, {})
    assert "cost" in refusal(nested % (1000, 99))
    assert "cost" in refusal(nested % (10**30, 1))


def test_a_list_that_nothing_bounds_is_taken_to_be_long() -> None:
    places = " ".join(f"p{n}: places {{ name inside {{ name }} corners {{ name }} }}" for n in range(5))
    cost = 5 * (1 + 100 * (1 + 2 + 11))
    documents(cost=cost).operation(f"{{ {places} }}", None, {})
    assert "cost" in refusal(f"{{ {places} }}", cost=cost - 1)
    assert "cost" in refusal(f"{{ ... {{ ...F }} }} fragment F on Query {{ {places} }}", cost=cost - 1)


def test_the_page_around_a_list_bounds_it() -> None:
    for inside in ("nodes { name }", "...P"):
        text = f"{{ page(first: 10) {{ {inside} }} }}"
        text += " fragment P on Page { nodes { name } }" if "P" in inside else ""
        documents(cost=21).operation(text, None, {})
        assert "cost" in refusal(text, cost=20)


def test_the_cost_is_reckoned_anew_for_other_variables() -> None:
    known = documents()
    text = "query ($n: Int! = 90000) { place { around(first: $n) { name } } }"
    with pytest.raises(BadDocument):
        known.operation(text, None, {})
    known.operation(text, None, {"n": 5})
    with pytest.raises(BadDocument):
        known.operation(text, None, {"n": 50_000})


def test_a_fragment_is_weighed_where_it_is_spread() -> None:
    chain = "{ place { ...F0 } } " + " ".join(
        f"fragment F{n} on Place {{ inside {{ ...F{n + 1} }} }}" for n in range(20)
    )
    assert "levels" in refusal(chain + " fragment F20 on Place { name }")
    doubling = "{ place { ...F0 } } " + " ".join(
        f"fragment F{n} on Place {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40)
    )
    assert "fields" in refusal(doubling + " fragment F40 on Place { name }")


def test_known_documents_cost_a_look_up() -> None:
    known = documents()
    first = known.operation("{ hello place { name } }", None, {})
    assert known.operation("{ hello place { name } }", None, {}) is first


def test_only_so_many_documents_are_remembered() -> None:
    known = documents(known_characters=70)
    for number in range(10):
        known.operation(f'{{ hello(name: "{number}") }}', None, {})
    assert len(known._known) == 3
    known.operation("{ hello }" + " " * 70, None, {})
    assert not known._known


def hostile() -> Iterator[str]:
    """The shapes that are known to make parsers, validators and limiters work."""
    yield "{ " + "hello " * 2_990 + "}"
    yield "{ " + "place { name } " * 740 + "}"
    yield "{ " + "place { inside { name } } " * 420 + "}"
    yield "{ " + "place { " * 15 + "name" + " }" * 15 + " }"
    yield "{ " + " ".join(f"hello(name: {n})" for n in range(490)) + " }"
    yield "{ " + " ".join(f"nothing{n}" for n in range(2_900)) + " }"
    yield "{ " + "...F " * 900 + "} fragment F on Query { hello " + "...F " * 90 + "}"
    for inside in (
        "...F{0} ...F{1}",
        "inside {{ ...F{0} }} inside {{ ...F{1} }}",
        "name ...F{0} inside {{ ...F{1} name }}",
    ):
        fragments = " ".join(f"fragment F{n} on Place {{ {inside.format(n + 1, n + 2)} }}" for n in range(60))
        yield (
            "{ place { ...F0 ...F1 } } " + fragments + " fragment F60 on Place { name } fragment F61 on Place { name }"
        )
    yield (
        " ".join(f"query Q{n} {{ ...F0 }}" for n in range(400))
        + " "
        + " ".join(f"fragment F{n} on Query {{ ...F{(n + 1) % 40} ...F{(n + 2) % 40} }}" for n in range(40))
    )
    wide = " ".join(f"...F{n}" for n in range(40))
    yield f"{{ place {{ {wide} }} }} " + " ".join(
        f"fragment F{n} on Place {{ name inside {{ {wide} }} }}" for n in range(40)
    )
    yield "query (" + " ".join(f"$v{n}: Int" for n in range(64)) + ") { " + "hello(name: $v1) " * 450 + "}"
    yield "{ hello(name: " + "[" * 150 + "]" * 150 + ") " + "@skip(if: 1) " * 64 + "}"
    yield "{ sides(shape: {" + "sides: 1 " * 900 + "}) }"
    yield "{ hello(" + "name: 1 " * 900 + ") }"
    yield '{ hello(name: "' + "\\u0041" * 10_000 + '") }'
    yield '{ hello(name: """' + "\n  x" * 15_000 + '""") }'
    yield "{ hello }" + "#\n" * 30_000
    yield "," * 65_000 + "{ hello }"


@pytest.mark.parametrize("text", [*hostile()], ids=lambda text: text[:30])
def test_no_document_holds_the_loop_for_a_second(text: str) -> None:
    began = time.thread_time()  # however busy the machine is
    with suppress(BadDocument):
        documents().operation(text, None, {})
    assert time.thread_time() - began < 1


def test_the_whole_schema_may_be_asked_for_in_development() -> None:
    known = Documents(schema._schema, Limits(), debug=True)
    known.operation(get_introspection_query(), None, {})
