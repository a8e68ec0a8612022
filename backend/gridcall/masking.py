"""What strangers may read of a person's own words."""

import re

# Identity cards (15 or 18 digits, the last may be X), mobile and fixed telephone numbers; breaks are allowed.
_IDENTITY = re.compile(r"(?<!\d)\d{6}[- ]?\d{8}[- ]?\d{3}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_FIXED = re.compile(r"(?<!\d)(?:\(?0\d{2,3}\)?[- ]?)\d{7,8}(?!\d)")


def masked(words: str) -> str:
    """Telephone and identity numbers become stars; everything else stays."""
    for pattern in (_IDENTITY, _MOBILE, _FIXED):
        words = pattern.sub(lambda found: "*" * len(found.group()), words)
    return words
