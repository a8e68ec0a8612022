"""Of the responsibility list, calls and pleas."""

from gridcall.guards.kinds import Guard, by_dialect, check, index, insert_only, standing_still, unique

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
