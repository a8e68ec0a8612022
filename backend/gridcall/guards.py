"""What Tortoise cannot be trusted with, as SQL for both databases: uniqueness, checks, indexes, insert-only tables.

Each domain lists its guards below; a guard is written once and rendered for the database at hand.
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


OUTBOX: list[Guard] = [
    insert_only("outbox"),
    index("outbox", "xid", "seq"),
]

PEOPLE: list[Guard] = [
    unique("persons", "phone"),
    index("persons", "home_code"),
    index("persons", "substr(phone, 11)", name="ix_persons_phone_end"),  # the last four digits
    check("persons", "ck_persons_phone", "{row}phone LIKE '+86___________'"),
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

# Keys are compared byte by byte, whatever the database's own collation.
SORTING: list[Guard] = [
    lambda _: ["DROP INDEX IF EXISTS ix_persons_name_id", "DROP INDEX IF EXISTS ix_units_code"],
    by_dialect(
        [],
        [f'ALTER TABLE {table} ALTER COLUMN sort_key TYPE varchar(240) COLLATE "C"' for table in ("persons", "units")],
    ),
    index("persons", "sort_key", "id"),
    index("units", "code", "sort_key", "id"),
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

RESPONSIBILITY: list[Guard] = [
    *[insert_only(table) for table in ("responsibility_lists", "responsibility_items", "situations", "item_findings")],
    index("responsibility_lists", "code", "starts_on DESC", "imported_at DESC", "id DESC"),
    check("responsibility_lists", "ck_responsibility_lists_code", "length({row}code) = 6"),
    unique("responsibility_items", "list_id", "position"),
    unique("responsibility_items", "list_id", "number"),
    check("responsibility_items", "ck_responsibility_items_heads", "{row}headcount >= 1"),
    unique("situations", "item_id", "position"),
    unique("situations", "item_id", "number"),
    index("item_findings", "code", "item_number", "at"),
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

_CALL_OPEN = "status IN ('draft', 'to_sign', 'to_accept', 'to_dispatch', 'in_hand')"
_CALL_NEWEST = ("created_at DESC", "id DESC")

CALLS: list[Guard] = [
    index("outbox", "code", where="kind = 'call.signed_off'", name="ix_outbox_signed"),
    by_dialect(
        [],
        [
            'ALTER TABLE calls ALTER COLUMN code TYPE varchar(15) COLLATE "C"',
            'ALTER TABLE call_terms ALTER COLUMN term TYPE varchar(32) COLLATE "C"',
        ],
    ),
    index("calls", *_CALL_NEWEST, name="ix_calls_newest"),
    *[index("calls", f"substr(code, 1, {n})", *_CALL_NEWEST, name=f"ix_calls_in_{n}") for n in (6, 9, 12, 15)],
    index("calls", "code", where=_CALL_OPEN, name="ix_calls_open"),
    unique("calls", "substr(code, 1, 6)", "year", "number", where="number IS NOT NULL", name="uq_calls_number"),
    check("calls", "ck_calls_signed", "({row}seal IS NULL) = ({row}signed_at IS NULL)"),
    check("calls", "ck_calls_numbered", "{row}seal IS NULL OR {row}number IS NOT NULL"),
    check("calls", "ck_calls_sealed", "{row}seal IS NOT NULL OR {row}status IN ('draft', 'to_sign', 'withdrawn')"),
    check("calls", "ck_calls_ordered", "{row}status <> 'in_hand' OR {row}report_at IS NOT NULL"),
    check("calls", "ck_calls_closed", "{row}status NOT IN ('closed', 'archived') OR {row}closed_at IS NOT NULL"),
    check("calls", "ck_calls_point", "({row}lon IS NULL) = ({row}lat IS NULL)"),
    standing_still(
        "calls",
        "signed",
        "OLD.seal IS NOT NULL AND NEW.seal IS NOT NULL",
        (
            *("code", "urgency", "item_id", "item_number", "item_name", "situation_id", "title", "words"),
            *("done_already", "asks", "place", "lon", "lat", "photos", "snap_ids", "seal", "number", "year"),
        ),
    ),
    insert_only("call_forms"),
    index("call_forms", "call_id"),
    insert_only("call_entries"),
    unique("call_entries", "call_id", "seq"),
    unique("call_snaps", "snap_id", where="open", name="uq_call_snaps_open"),
    index("call_snaps", "call_id"),
    index("call_snaps", "snap_id"),
    unique("assignments", "call_id", "rank"),
    index("assignments", "unit_id", "dispatched_at DESC", name="ix_assignments_unit"),
    index(
        "assignments",
        "unit_id",
        where="status IN ('dispatched', 'confirmed', 'on_site', 'rework')",
        name="ix_assignments_at_work",
    ),
    check("assignments", "ck_assignments_heads", "{row}headcount >= 1 AND ({row}coming IS NULL OR {row}coming >= 1)"),
    check("assignments", "ck_assignments_clock", "({row}stage IS NULL) = ({row}due_at IS NULL)"),
    unique("assigned_persons", "assignment_id", "person_id"),
    index("assigned_persons", "person_id"),
    insert_only("check_ins"),
    index("check_ins", "call_id"),
    insert_only("evaluations"),
    unique("evaluations", "assignment_id", "round"),
    index("evaluations", "call_id"),
    unique("order_looks", "assignment_id", "person_id"),
    index("segments", "call_id"),
    unique(
        "segments", "call_id", "coalesce(assignment_id, call_id)", where="ended_at IS NULL", name="uq_segments_running"
    ),
    check("segments", "ck_segments_times", "{row}ended_at IS NULL OR {row}ended_at >= {row}started_at"),
    standing_still(
        "segments",
        "written",
        "1 = 1",
        ("call_id", "assignment_id", "stage", "code", "unit_id", "item_id", "urgency", "started_at", "due_at"),
    ),
    standing_still("segments", "ended", "OLD.ended_at IS NOT NULL", ("ended_at",)),
    unique("call_terms", "term", "call_id"),
    index("call_terms", "call_id"),
]

_HELD_AT = ("held_at DESC", "id DESC")

BRANCHES: list[Guard] = [
    by_dialect(
        [],
        [f'ALTER TABLE {table} ALTER COLUMN code TYPE varchar(15) COLLATE "C"' for table in ("branches", "activities")],
    ),
    index("branches", "code"),
    index("goods", "branch_id"),
    check("goods", "ck_goods_counts", "{row}points >= 1 AND ({row}stock IS NULL OR {row}stock >= 0)"),
    unique("redemptions", "code", where="status = 'waiting'", name="uq_redemptions_code"),
    index("redemptions", "code"),
    index("redemptions", "transfer_id", where="transfer_id IS NOT NULL", name="ix_redemptions_transfer"),
    index("redemptions", "person_id", *_HELD_AT, name="ix_redemptions_person"),
    index("redemptions", "person_id", *_HELD_AT, where="status = 'waiting'", name="ix_redemptions_mine_waiting"),
    index("redemptions", "branch_id", *_HELD_AT, name="ix_redemptions_branch"),
    index("redemptions", "lapses_at", where="status = 'waiting'", name="ix_redemptions_waiting"),
    check("redemptions", "ck_redemptions_counts", "{row}quantity >= 1 AND {row}points >= 1"),
    check(
        "redemptions",
        "ck_redemptions_redeemed",
        "({row}status IN ('redeemed', 'undone')) = ({row}redeemed_at IS NOT NULL AND {row}transfer_id IS NOT NULL)",
    ),
    check("redemptions", "ck_redemptions_ended", "({row}status IN ('waiting', 'redeemed')) = ({row}ended_at IS NULL)"),
    standing_still(
        "redemptions",
        "held",
        "1 = 1",
        ("branch_id", "good_id", "quantity", "points", "person_id", "voucher", "code", "held_at", "hold_id"),
    ),
    standing_still("redemptions", "ended", "OLD.ended_at IS NOT NULL", ("status",)),
    index("gifts", "giver_id", "at"),
    index("gifts", "receiver"),
    index("gifts", "transfer_id"),
    check("gifts", "ck_gifts_points", "{row}points >= 1"),
    standing_still("gifts", "given", "1 = 1", ("giver_id", "receiver", "points", "transfer_id", "at")),
    unique("settlements", "street_a", "street_b", "period"),
    unique("settlements", "street_a", "street_b", where="booked_at IS NULL", name="uq_settlements_open"),
    index("settlements", "period"),
    check("settlements", "ck_settlements_order", "{row}street_a < {row}street_b"),
    check(
        "settlements",
        "ck_settlements_sides",
        "{row}booked_at IS NULL OR ({row}confirmed_a_id IS NOT NULL AND {row}confirmed_b_id IS NOT NULL"
        " AND {row}confirmed_a_id <> {row}confirmed_b_id)",
    ),
    standing_still("settlements", "booked", "OLD.booked_at IS NOT NULL", ("owed_by_a", "owed_by_b", "booked_at")),
    insert_only("bank_requests"),
    *[
        index("activities", f"substr(code, 1, {n})", "starts_at", "id", name=f"ix_activities_in_{n}")
        for n in (6, 9, 12)
    ],
    check("activities", "ck_activities_times", "{row}ends_at > {row}starts_at AND {row}hours >= 1"),
    check("activities", "ck_activities_places", "{row}capacity IS NULL OR {row}joined <= {row}capacity"),
    unique("activity_participants", "activity_id", "person_id"),
    index("activity_participants", "person_id"),
    check("activity_participants", "ck_activity_participants_hours", "{row}hours IS NULL OR {row}hours >= 0"),
    insert_only("activity_entries"),
    unique("activity_entries", "activity_id", "seq"),
]

PLEAS: list[Guard] = [
    index("call_pleas", "call_id"),
    unique("call_pleas", "call_id", "coalesce(assignment_id, call_id)", where="open", name="uq_call_pleas_open"),
    check("call_pleas", "ck_call_pleas_answer", "({row}answer IS NULL) = ({row}answered_at IS NULL)"),
    check("call_pleas", "ck_call_pleas_over", "{row}answer IS NULL OR NOT {row}open"),
    standing_still(
        "call_pleas",
        "asked",
        "1 = 1",
        (
            *("call_id", "assignment_id", "segment_id", "kind", "wished_at", "place", "lon", "lat", "words"),
            *("by_person_id", "by_post_id", "asked_at"),
        ),
    ),
    standing_still(
        "call_pleas",
        "over",
        "NOT OLD.open",
        ("open", "answer", "answer_words", "answered_by_id", "answered_at"),
    ),
    standing_still("segments", "granted", "1 = 1", ("plea_id",)),
]

_WISH_LISTED = ("listed_at DESC", "id DESC")

REGISTRATIONS: list[Guard] = [
    index("registrations", "code", "unit_id"),
    unique(
        "registrations", "unit_id", "code", where="person_id IS NULL AND ends_on IS NULL", name="uq_registrations_unit"
    ),
    unique(
        "registrations",
        "person_id",
        "unit_id",
        "code",
        where="person_id IS NOT NULL AND ends_on IS NULL",
        name="uq_registrations_member",
    ),
    index("registrations", "unit_id", "person_id"),
    index("registrations", "person_id", where="person_id IS NOT NULL", name="ix_registrations_person"),
    check("registrations", "ck_registrations_days", "{row}ends_on IS NULL OR {row}ends_on >= {row}starts_on"),
    check("registrations", "ck_registrations_verified", "({row}verified_by IS NULL) = ({row}verified_at IS NULL)"),
    insert_only("registration_steps"),
    index("registration_steps", "registration_id"),
]

WISHES: list[Guard] = [
    by_dialect(
        [],
        [
            'ALTER TABLE wishes ALTER COLUMN code TYPE varchar(15) COLLATE "C"',
            'ALTER TABLE wish_totals ALTER COLUMN id TYPE varchar(15) COLLATE "C"',
            'ALTER TABLE wish_terms ALTER COLUMN term TYPE varchar(32) COLLATE "C"',
        ],
    ),
    index("wishes", *_WISH_LISTED, name="ix_wishes_newest"),
    index("wishes", "status", *_WISH_LISTED, name="ix_wishes_status"),
    *[index("wishes", f"substr(code, 1, {n})", *_WISH_LISTED, name=f"ix_wishes_in_{n}") for n in (6, 9, 12)],
    *[
        index("wishes", f"substr(code, 1, {n})", "status", *_WISH_LISTED, name=f"ix_wishes_in_{n}_status")
        for n in (6, 9, 12)
    ],
    index("wishes", "deadline", "id", where="status = 'published'", name="ix_wishes_deadline"),
    *[
        index(
            "wishes",
            f"substr(code, 1, {n})",
            "deadline",
            "id",
            where="status = 'published'",
            name=f"ix_wishes_in_{n}_due",
        )
        for n in (6, 9, 12)
    ],
    index("wishes", "lat", "lon", where="status = 'published'", name="ix_wishes_near"),
    index("wishes", "due_at", "id", where="status = 'claimed'", name="ix_wishes_stale"),
    index("wishes", "stale_at", where="status = 'claimed' AND reminded_at IS NULL", name="ix_wishes_to_remind"),
    index("wishes", "lapse_at", where="status = 'claimed' AND reminded_at IS NOT NULL", name="ix_wishes_to_lapse"),
    index("wishes", "confirm_at", where="status = 'reported'", name="ix_wishes_to_confirm"),
    index(
        "wishes",
        *("code", "status", "stale_at"),
        where="status IN ('published', 'claimed', 'reported')",
        name="ix_wishes_open",
    ),
    index("wishes", "code", "posted_at", "id", where="status = 'to_review'", name="ix_wishes_to_review"),
    index("wishes", "poster_id", *_WISH_LISTED, name="ix_wishes_poster"),
    index("wishes", "wisher_id", *_WISH_LISTED, where="wisher_id IS NOT NULL", name="ix_wishes_wisher"),
    index("wishes", "household"),
    unique("wishes", "claim_id", where="claim_id IS NOT NULL", name="uq_wishes_claim"),
    unique("wishes", "open_household", where="open_household IS NOT NULL", name="uq_wishes_household"),
    index(
        "wishes",  # all that the board reads
        *("published_at", "code", "kind", "status", "first_claimed_at", "took_tenths", "stale_at"),
        where="published_at IS NOT NULL",
        name="ix_wishes_board",
    ),
    check(
        "wishes",
        "ck_wishes_claimed",
        "({row}status IN ('claimed', 'reported')) = ({row}due_at IS NOT NULL) AND"
        " ({row}status IN ('claimed', 'reported', 'fulfilled') OR {row}claim_id IS NULL) AND"
        " ({row}status NOT IN ('claimed', 'reported', 'fulfilled') OR {row}claim_id IS NOT NULL)",
    ),
    check("wishes", "ck_wishes_reported", "({row}status = 'reported') = ({row}confirm_at IS NOT NULL)"),
    check(
        "wishes",
        "ck_wishes_fulfilled",
        "({row}status = 'fulfilled') = ({row}fulfilled_at IS NOT NULL AND {row}took_tenths IS NOT NULL)",
    ),
    check(
        "wishes", "ck_wishes_public", "{row}public = ({row}status IN ('published', 'claimed', 'reported', 'fulfilled'))"
    ),
    check("wishes", "ck_wishes_published", "NOT {row}public OR {row}published_at IS NOT NULL"),
    check("wishes", "ck_wishes_consent", "{row}on_behalf = ({row}consent_how IS NOT NULL)"),
    check("wishes", "ck_wishes_counts", "{row}given >= 0 AND {row}points >= 0 AND {row}version >= 1"),
    check("wishes", "ck_wishes_amount", "{row}amount_yuan IS NULL OR {row}amount_yuan >= 1"),
    insert_only("wish_entries"),
    unique("wish_entries", "wish_id", "seq"),
    unique("claims", "wish_id", where="ended_at IS NULL", name="uq_claims_standing"),
    index("claims", "wish_id"),
    index("claims", "person_id"),
    index("claims", "unit_id", where="unit_id IS NOT NULL", name="ix_claims_unit"),
    check("claims", "ck_claims_end", "({row}ended_at IS NULL) = ({row}outcome IS NULL)"),
    unique("claim_companions", "claim_id", "person_id", where="left_at IS NULL", name="uq_claim_companions_going"),
    index("claim_companions", "person_id"),
    insert_only("contact_looks"),
    index("contact_looks", "wish_id", "at"),
    insert_only("wish_gifts"),
    index("wish_gifts", "wish_id"),
    check("wish_gifts", "ck_wish_gifts_points", "{row}points >= 1"),
    unique("wish_terms", "term", "wish_id"),
    index("wish_terms", "wish_id"),
]

ALL: list[Guard] = [*OUTBOX, *PEOPLE, *GRID, *MEDIA, *SNAPS, *PUSH]

POINTS: list[Guard] = [
    insert_only("erasures"),
    unique("points_accounts", "kind", "unit", "owner"),
    check("points_accounts", "ck_points_accounts_pending", "{row}pending >= 0"),
    check(
        "points_accounts",
        "ck_points_accounts_floor",
        "{row}kind NOT IN ('holder', 'branch') OR {row}posted - {row}pending >= 0",
    ),
    standing_still("points_accounts", "identity", "TRUE", ("id", "kind", "unit", "owner")),
    insert_only("points_transfers"),
    unique("points_transfers", "seq"),
    unique("points_transfers", "hold_id", where="hold_id IS NOT NULL", name="uq_points_holds_end_once"),
    unique("points_transfers", "cause", "cause_id", "holder", where="kind = 'earn'", name="uq_points_earn_once"),
    index("points_transfers", "reverses_id", where="reverses_id IS NOT NULL"),
    index("points_transfers", "expires_at", where="kind = 'hold'", name="ix_points_holds"),
    check("points_transfers", "ck_points_transfers_amount", "{row}amount > 0 OR {row}kind = 'close'"),
    insert_only("points_entries"),
    unique("points_entries", "account_id", "account_seq"),
    index("points_entries", "transfer_id"),
    index("points_entries", "account_id", "at"),
    check("points_entries", "ck_points_entries_sum", "{row}balance_after = {row}balance_before + {row}amount"),
    check("points_entries", "ck_points_entries_held", "{row}pending_after = {row}pending_before + {row}pending"),
    index("points_lots", "account_id", "expires_on", where="remaining > 0", name="ix_points_lots_left"),
    index("points_lots", "expires_on", "account_id", where="remaining > 0", name="ix_points_lots_over"),
    index("points_lots", "transfer_id"),
    check("points_lots", "ck_points_lots_left", "{row}held >= 0 AND {row}remaining >= {row}held"),
    standing_still("points_lots", "origin", "TRUE", ("id", "account_id", "transfer_id", "street", "expires_on")),
    insert_only("points_lot_moves"),
    index("points_lot_moves", "transfer_id"),
    index("points_lot_moves", "lot_id"),
    standing_still(
        "earning_rules",
        "version",
        "TRUE",
        (
            *("id", "code", "cause", "version", "points", "per_day", "per_month", "per_cause", "per_pair_month"),
            *("days_valid", "starts_on", "set_by_id", "at", "asked"),
        ),
    ),
    unique("earning_rules", "code", "cause", "version"),
    check("earning_rules", "ck_earning_rules_points", "{row}points > 0 AND {row}days_valid > 0"),
    insert_only("earnings"),
    index("earnings", "account_id", "cause", "at"),
    unique("earnings", "cause", "cause_id", "account_id"),
    index("earnings", "code", "cause", "at"),
    check(
        "points_adjustments",
        "ck_points_adjustments_two",
        "{row}decided_by_id IS NULL OR {row}decided_by_id <> {row}proposed_by_id",
    ),
    index("points_adjustments", "street", "id"),
]
