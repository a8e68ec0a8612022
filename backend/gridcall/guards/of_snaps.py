"""Of snaps."""

from gridcall.guards.kinds import Guard, by_dialect, check, index, insert_only, unique

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
