"""Of registrations and wishes."""

from gridcall.guards.kinds import Guard, by_dialect, check, index, insert_only, unique

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

_WISH_LISTED = ("listed_at DESC", "id DESC")

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
