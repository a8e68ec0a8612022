"""Environment variables -> one frozen object, read once at start."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Settings:
    """What an operator decides. Every field is `GRIDCALL_<NAME>` in the environment.

    Figures that no source document gives are marked (assumed); screens that show them say so.
    """

    data: Path = Path("var")  # photos, keys and, by default, the database
    database_url: str = ""  # "" means SQLite in `data`; sqlite:///path or postgres://...
    web: Path = Path("pwa/dist")  # the built app
    demo: bool = False  # shows one-time codes on screen and lists the cast at sign-in
    play: bool = False  # the demo's day goes on by itself
    debug: bool = False  # for development: introspection, so that any GraphQL tool can read the schema, and suggestions
    own_documents_only: bool = False  # GraphQL takes the app's documents alone, no integration's
    root_code: str = "370102"  # the division that this deployment serves
    origins: tuple[str, ...] = field(default=())  # further origins that may act with a cookie
    push_contact: str = "mailto:admin@localhost"  # tells push services whom to write to
    sms: str = "gridcall.people.sms:LogSms"  # the SMS gateway, as package.module:Class
    push_private: bool = False  # for tests: pushes may go to http and to private addresses
    call_prefix: str = "历"  # the district's short name in a call's number: 历呼〔2026〕0417
    snap_reopen_days: int = 7  # (assumed) days in which a reporter may say "not solved"
    snaps_in_ten_minutes: int = 300  # (assumed) one person's at most; a whole day offline is far below
    nearby_metres: int = 60  # (assumed) how near an open snap is offered as "me too"
    redemption_minutes: int = 10  # (assumed) how long points and stock are held for the way to the counter
    voucher_days: int = 7  # (assumed) how long a voucher of a branch with a bad connection holds
    voucher_grace_days: int = 3  # (assumed) how much later its branch may send what it honoured without a network
    voucher_points_at_most: int = 100  # (assumed)
    gift_points_a_day: int = 50  # (assumed) one person's at most, to persons and wishes together
    activity_hours_at_most: int = 8  # (assumed) of one activity
    wish_amount_limit_yuan: int = 500  # (assumed) what a wish may cost
    wish_one_per_household: bool = True  # (assumed) one open wish at a time
    wish_promise_days_at_most: int = 30  # (assumed) how far ahead a claimer may promise
    wish_remind_days: int = 3  # (assumed) this long before the promised day a claimer is reminded
    wish_lapse_days: int = 3  # (assumed) this long after the promised day the wish goes back to the pool
    wish_confirm_days: int = 7  # (assumed) days after which silence confirms
    wish_notice_days: int = 2  # (assumed) this long before, the wisher is told so once more
    wish_private_days: int = 30  # (assumed) after a wish for somebody without a phone has ended, name and address go
    amber_share: float = 0.75  # (assumed) part of a limit after which the lamp turns amber

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data / 'gridcall.sqlite3'}"

    @property
    def media(self) -> Path:
        return self.data / "media"


def from_environment() -> Settings:
    """Settings from `GRIDCALL_*`; a value that cannot be read is an error at start, not later."""
    plain = Settings()
    return replace(plain, **{name: _read(name, default) for name, default in vars(plain).items()})


def _read(name: str, default: Any) -> Any:
    raw = os.environ.get(f"GRIDCALL_{name.upper()}")
    if raw is None:
        return default
    if isinstance(default, bool):
        return raw.lower() in ("1", "true", "yes", "on")
    if isinstance(default, tuple):
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    return type(default)(raw)
