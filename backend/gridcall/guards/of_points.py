"""Of the ledger, and of the bank and its activities."""

from gridcall.guards.kinds import Guard, by_dialect, check, index, insert_only, standing_still, unique

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

_STANDS = "withdrawn_at IS NULL"

UNITS_AND_ENDS: list[Guard] = [
    index("redemptions", "unit_id", *_HELD_AT, where="unit_id IS NOT NULL", name="ix_redemptions_unit"),
    standing_still("redemptions", "holder", "1 = 1", ("unit_id",)),
    unique("settlements", "street_a", "street_b", "period", where=_STANDS, name="uq_settlements_month"),
    unique(
        "settlements",
        *("street_a", "street_b"),
        where=f"booked_at IS NULL AND {_STANDS}",
        name="uq_settlements_waiting",
    ),
    check("settlements", "ck_settlements_one_end", "{row}booked_at IS NULL OR {row}withdrawn_at IS NULL"),
    standing_still("settlements", "withdrawn", "OLD.withdrawn_at IS NOT NULL", ("withdrawn_at", "reason")),
    index(
        *("wishes", "updated_at"),
        where="on_behalf AND name <> '' AND status IN ('fulfilled', 'refused', 'withdrawn')",
        name="ix_wishes_to_forget",
    ),
]
