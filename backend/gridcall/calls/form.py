"""The call form (呼叫单): what the street's head signs. Pure but for the look-up of what it names."""

from collections.abc import Sequence
from typing import Any

from gridcall.calls import seal
from gridcall.calls.rows import CallRow


def content(call: CallRow, situation: str, list_name: str, receipts: Sequence[str]) -> dict[str, Any]:
    """What is signed, every field that the form shows. The number is given with the signature, so it is not in it."""
    return {
        "form": seal.VERSION,
        "street": {"code": call.street, "name": call.street_name},
        "place": {
            "code": call.code,
            "words": call.place,
            "lon": _degrees(call.lon),
            "lat": _degrees(call.lat),
        },
        "urgency": call.urgency.value,
        "item": {"list": list_name, "number": call.item_number, "name": call.item_name, "situation": situation},
        "title": call.title,
        "words": call.words,
        "done_already": call.done_already,
        "asks": call.asks,
        "photos": [photo["sha256"] for photo in call.photos],
        "snaps": list(receipts),
    }


def _degrees(value: float | None) -> str | None:
    """Six decimals are ten centimetres; as text, so that every computer writes the same."""
    return None if value is None else f"{value:.6f}"
