"""What Tortoise cannot be trusted with, as SQL for both databases: uniqueness, checks, indexes, insert-only tables.

Each domain lists its guards below; a guard is written once and rendered for the database at hand.
"""

from collections.abc import Callable

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


def by_dialect(sqlite: list[str], postgres: list[str]) -> Guard:
    """Statements that have nothing in common."""
    return lambda dialect: postgres if dialect == "postgres" else sqlite


OUTBOX: list[Guard] = [
    insert_only("outbox"),
    index("outbox", "xid", "seq"),
]

PEOPLE: list[Guard] = [
    unique("persons", "phone"),
    index("persons", "name", "id"),
    index("persons", "home_code"),
    index("persons", "substr(phone, 11)", name="ix_persons_phone_end"),  # the last four digits
    check("persons", "ck_persons_phone", "{row}phone LIKE '+86___________'"),
    index("units", "code"),
    index("posts", "person_id"),
    index("posts", "code"),
    index("posts", "unit_id"),
    check("posts", "ck_posts_days", "{row}ends_on IS NULL OR {row}ends_on >= {row}starts_on"),
    index("delegations", "person_id"),
    unique("delegations", "post_id", "starts_at", where="ended_at IS NULL", name="uq_delegations_open"),
    check("delegations", "ck_delegations_times", "{row}ends_at > {row}starts_at"),
    unique("sessions", "token_hash"),
    index("sessions", "person_id", where="ended_at IS NULL", name="ix_sessions_open"),
    index("sign_in_codes", "phone", "id"),
    check("sign_in_codes", "ck_sign_in_codes_tries", "{row}tries >= 0"),
    index("throttles", "window_ends_at"),
    insert_only("reveals"),
    index("reveals", "person_id", "at"),
]

GRID: list[Guard] = [
    unique("divisions", "code", "valid_from"),
    index("divisions", "kind", "code"),
    check("divisions", "divisions_days", "{row}valid_to IS NULL OR {row}valid_to >= {row}valid_from"),
    unique("grid_cells", "code", "valid_from"),
    check("grid_cells", "grid_cells_days", "{row}valid_to IS NULL OR {row}valid_to >= {row}valid_from"),
    check("grid_cells", "grid_cells_kind", "{row}kind IN ('basic', 'dedicated')"),
    unique("cell_staff", "person_id", "cell_code", "force", "starts_on"),
    index("cell_staff", "cell_code", "force"),
    check("cell_staff", "cell_staff_days", "{row}ends_on IS NULL OR {row}ends_on >= {row}starts_on"),
    check("cell_staff", "cell_staff_force", "{row}force IN ('basic', 'professional', 'joint')"),
]

MEDIA: list[Guard] = [
    index("photos", "name"),
    index("photos", "subject_id"),
    index("photos", "created_at", where="subject_id IS NULL", name="ix_photos_orphans"),
    check("photos", "photos_subject", "({row}subject_id IS NULL) = ({row}code IS NULL)"),
]

_OPEN = "status IN ('waiting', 'in_hand', 'at_street')"
_NEWEST = ("arrived_at DESC", "id DESC")

SNAPS: list[Guard] = [
    by_dialect(  # codes and terms are compared byte by byte, whatever the database's own collation
        [],
        [
            'ALTER TABLE snaps ALTER COLUMN code TYPE varchar(15) COLLATE "C"',
            'ALTER TABLE snap_terms ALTER COLUMN term TYPE varchar(32) COLLATE "C"',
        ],
    ),
    index("snaps", *_NEWEST, name="ix_snaps_newest"),
    *[index("snaps", f"substr(code, 1, {n})", *_NEWEST, name=f"ix_snaps_in_{n}") for n in (6, 9, 12, 15)],
    index("snaps", "code", where=_OPEN, name="ix_snaps_open"),
    index("snaps", "lat", "lon", where=_OPEN, name="ix_snaps_open_near"),
    index("snaps", "reporter_id", *_NEWEST, name="ix_snaps_reporter"),
    index("snaps", "assignee_id", *_NEWEST, where="assignee_id IS NOT NULL", name="ix_snaps_assignee"),
    index("snaps", "assignee_id", *_NEWEST, where="status = 'in_hand'", name="ix_snaps_in_hand"),
    index("snaps", "reporter_id", *_NEWEST, where="status = 'solved'", name="ix_snaps_to_judge"),
    index("snaps", "solved_at", where="solved_at IS NOT NULL", name="ix_snaps_solved"),
    index("snaps", "merged_into_id", where="merged_into_id IS NOT NULL", name="ix_snaps_merged"),
    index("snaps", "receipt"),
    check("snaps", "ck_snaps_held", "{row}status <> 'in_hand' OR {row}assignee_id IS NOT NULL"),
    check("snaps", "ck_snaps_merged", "({row}status = 'merged') = ({row}merged_into_id IS NOT NULL)"),
    check("snaps", "ck_snaps_self", "{row}merged_into_id IS NULL OR {row}merged_into_id <> {row}id"),
    check("snaps", "ck_snaps_solved", "({row}status IN ('solved', 'confirmed')) = ({row}solved_at IS NOT NULL)"),
    check("snaps", "ck_snaps_street", "{row}status <> 'at_street' OR {row}at_street"),
    check("snaps", "ck_snaps_point", "({row}lon IS NULL) = ({row}lat IS NULL)"),
    check("snaps", "ck_snaps_counts", "{row}backers >= 0 AND {row}reopened >= 0 AND {row}version >= 1"),
    check("snaps", "ck_snaps_limit", "{row}due_at > {row}limit_start AND {row}taken_at <= {row}arrived_at"),
    insert_only("snap_entries"),
    unique("snap_entries", "snap_id", "seq"),
    unique("snap_backings", "snap_id", "person_id"),
    index("snap_backings", "person_id"),
    unique("snap_terms", "term", "snap_id"),
    index("snap_terms", "snap_id"),
]

PUSH: list[Guard] = [
    unique("inbox_items", "person_id", "event_seq"),
    index("inbox_items", "person_id", where="read_at IS NULL", name="ix_inbox_items_unread"),
    index("inbox_items", "path", where="needs_me", name="ix_inbox_items_turn"),
    unique("push_subscriptions", "endpoint"),
    index("push_subscriptions", "person_id"),
    index("push_subscriptions", "session_id"),
    unique("push_deliveries", "subscription_id", "item_id"),
    index("push_deliveries", "next_try_at"),
    index("push_deliveries", "item_id"),
]

ALL: list[Guard] = [*OUTBOX, *PEOPLE, *GRID, *MEDIA, *SNAPS, *PUSH]
