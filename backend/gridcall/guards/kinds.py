"""What Tortoise cannot be trusted with, as SQL for both databases: uniqueness, checks, indexes, insert-only tables.

A guard is written once and rendered for the database at hand.
"""

from collections.abc import Callable
from typing import Any

from tortoise.migrations.operations import AlterField

Guard = Callable[[str], list[str]]  # dialect -> statements


def index(table: str, *columns: str, where: str = "", name: str = "") -> Guard:
    """An index in the order of `columns`; `where` makes it partial."""
    return _index("INDEX", table, columns, where, name)


def unique(table: str, *columns: str, where: str = "", name: str = "") -> Guard:
    """No two rows (fulfilling `where`) share `columns`."""
    return _index("UNIQUE INDEX", table, columns, where, name)


def _index(kind: str, table: str, columns: tuple[str, ...], where: str, name: str) -> Guard:
    bare = "_".join(column.split()[0] for column in columns)
    title = name or f"{'uq' if kind.startswith('UNIQUE') else 'ix'}_{table}_{bare}"
    tail = f" WHERE {where}" if where else ""
    return lambda dialect: [f"CREATE {kind} {title[:63]} ON {table} ({', '.join(columns)}){tail}"]


def check(table: str, name: str, expression: str) -> Guard:
    """`expression` holds for every row; `{row}` stands before each column: "{row}ends_on >= {row}starts_on"."""

    def render(dialect: str) -> list[str]:
        if dialect == "postgres":
            return [f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({expression.format(row='')})"]
        return [
            f"CREATE TRIGGER {name}_{moment.lower()} BEFORE {moment} ON {table}"
            f" WHEN NOT ({expression.format(row='NEW.')}) BEGIN SELECT RAISE(ABORT, '{name}'); END"
            for moment in ("INSERT", "UPDATE")
        ]

    return render


def insert_only(table: str) -> Guard:
    """Rows of `table` are never changed and never deleted."""

    def render(dialect: str) -> list[str]:
        if dialect == "postgres":
            return [
                f"CREATE FUNCTION {table}_insert_only() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN RAISE EXCEPTION '{table} is insert-only'; END $$",
                f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_insert_only()",
            ]
        return [
            f"CREATE TRIGGER {table}_no_{moment.lower()} BEFORE {moment} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
            for moment in ("UPDATE", "DELETE")
        ]

    return render


def standing_still(table: str, name: str, when: str, columns: tuple[str, ...]) -> Guard:
    """Under the condition `when` (of OLD and NEW) none of `columns` can be changed."""
    title = f"{table}_{name}"

    def render(dialect: str) -> list[str]:
        if dialect == "postgres":
            changed = " OR ".join(f"OLD.{column}::text IS DISTINCT FROM NEW.{column}::text" for column in columns)
            return [
                f"CREATE FUNCTION {title}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN RAISE EXCEPTION '{title} stands still'; END $$",
                f"CREATE TRIGGER {title} BEFORE UPDATE ON {table} FOR EACH ROW"
                f" WHEN (({when}) AND ({changed})) EXECUTE FUNCTION {title}()",
            ]
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        return [
            f"CREATE TRIGGER {title} BEFORE UPDATE ON {table} WHEN ({when}) AND ({changed})"
            f" BEGIN SELECT RAISE(ABORT, '{title} stands still'); END"
        ]

    return render


class Retold(AlterField):
    """The field says more than before (an enum has grown), and its column stays as it is."""

    async def database_forward(self, *unused: Any, **also: Any) -> None: ...

    async def database_backward(self, *unused: Any, **also: Any) -> None: ...


def by_dialect(sqlite: list[str], postgres: list[str]) -> Guard:
    """Statements that have nothing in common."""
    return lambda dialect: postgres if dialect == "postgres" else sqlite
