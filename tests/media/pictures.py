"""Photos made here: with everything inside that a phone hides in them."""

import io
import os
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageDraw

from gridcall import clock
from gridcall.people.actor import Actor, Hat
from gridcall.people.permissions import GRANTS, Role
from gridcall.words import Language

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F
PLACE = {1: "N", 2: (36.0, 39.0, 30.0), 3: "E", 4: (117.0, 8.0, 12.0)}


def scene(width: int = 640, height: int = 480) -> Image.Image:
    """Blue sky above, brown ground below, a red sun at the upper left: nobody mistakes which way is up."""
    picture = Image.new("RGB", (width, height), (90, 60, 30))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width, height // 2), fill=(60, 120, 220))
    draw.rectangle((0, 0, width // 4, height // 4), fill=(220, 30, 30))
    return picture


def is_upright(data: bytes) -> bool:
    """Whether the sun still stands at the upper left."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    red, blue, brown = (
        picture.getpixel((int(picture.width * x), int(picture.height * y)))
        for x, y in ((0.1, 0.1), (0.8, 0.2), (0.5, 0.8))
    )
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert isinstance(brown, tuple)
    return red[0] > 150 > red[2] and blue[2] > 150 > blue[0] and brown[0] > brown[2]


# How a camera must be turned so that the viewer has to turn the picture back: orientation -> what undoes it.
TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def photo(kind: str = "JPEG", orientation: int = 1, picture: Image.Image | None = None, **options: Any) -> bytes:
    """A file as a phone writes it: turned, with its place, its maker and a colour profile inside."""
    picture = picture or scene()
    turn = TURNED[orientation]
    picture = picture.transpose(turn) if turn is not None else picture
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "SecretPhone 9"
    exif.get_ifd(GPS).update(PLACE)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    picture.save(out, kind, **{"exif": exif, "icc_profile": profile, **options})
    return out.getvalue()


# Real photos are not ours to give away: used where there are any, beside made ones like them.
REAL_FOLDER = Path(os.environ.get("GRIDCALL_TEST_PHOTOS", Path(__file__).parents[3] / "shared" / "data" / "photos"))
FROM_PHONES = {
    "made": photo(),
    "made_orientation3": photo(orientation=3),
    "made_orientation6": photo(orientation=6),
    "made_heic": photo("HEIF"),
    "made_12mp": photo(picture=scene(4000, 3000)),
    **{path.stem: path.read_bytes() for path in sorted(REAL_FOLDER.glob("*.[jh][pe]*"))},
}


def person(*posts: tuple[Role, str]) -> Actor:
    """Somebody signed in who holds these posts."""
    hats = tuple(Hat(clock.new_id(), clock.new_id(), role, code, GRANTS[role]) for role, code in posts)
    return Actor(clock.new_id(), clock.new_id(), "林小满", Language.ZH, "370102", hats)
