"""Of the outbox, people, cells, photos and messages."""

from gridcall.guards.kinds import Guard, by_dialect, check, index, insert_only, unique

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
