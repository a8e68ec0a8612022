"""A photo from a phone -> a JPEG that is safe to show: upright, sRGB, no metadata, with a thumbnail. Pure.

What a file is, its bytes decide, never its name or declared type. Where and when it was taken come as fields
of the thing it shows; what a phone hides inside the file (place, owner, serial number) is dropped.
"""

import asyncio
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageOps

from gridcall.errors import DomainError, InvalidInput

MAX_PIXELS = 64_000_000  # a 48-megapixel phone passes, a bomb does not; 200 MB when decoded
MAX_EDGE = 2048
THUMB_EDGE = 480
QUALITY = 82
SECONDS = 20.0  # longer than any honest photo takes on a slow machine
AT_ONCE = 2  # decoding is bound by the processor; more would only hold more memory

HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
SHRINKABLE = ("L", "LA", "RGB", "RGBA", "CMYK")
SRGB = ImageCms.createProfile("sRGB")

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = None  # Pillow would only warn; `develop` refuses, and earlier


@dataclass(frozen=True)
class Developed:
    """A photo ready to keep. `width` and `height` are pixels of `jpeg`; `name` is its SHA-256, hex."""

    jpeg: bytes
    thumb: bytes
    width: int
    height: int
    name: str


def looks_like(data: bytes) -> str | None:
    """ "JPEG", "PNG", "WEBP" or "HEIF" by the first bytes; None for everything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return "HEIF"
    return None


def develop(data: bytes) -> Developed:
    """Decode, turn upright, shrink, convert and encode anew. InvalidInput("photo", ...) when it is no photo.

    Takes a second of processor time for a large photo: in the event loop call `develop_aside`.
    """
    kind = looks_like(data)
    if kind is None:
        raise InvalidInput("photo", "photo_kind")
    with _refusing_damage():
        opened = Image.open(io.BytesIO(data), formats=[kind])
        if opened.width * opened.height > MAX_PIXELS:
            raise InvalidInput("photo", "photo_pixels")
        opened.draft("RGB", (MAX_EDGE, MAX_EDGE))  # JPEG decodes to the half or quarter that suffices
        opened.load()
        picture = _flat(_upright(opened, data))
    return _encoded(picture)


@contextmanager
def _refusing_damage() -> Iterator[None]:
    """Whatever a decoder says of damaged bytes is a refusal, not a fault of the server: they raise anything."""
    try:
        yield
    except DomainError:
        raise
    except Exception as error:
        raise InvalidInput("photo", "photo_damaged") from error


def _upright(opened: Image.Image, data: bytes) -> Image.Image:
    """Turned as the camera was held. A HEIC is turned by its own boxes; without them its EXIF counts after all."""
    ignored = opened.info.get("original_orientation") or 1
    if ignored != 1 and b"irot" not in data and b"imir" not in data:
        opened.getexif()[ExifTags.Base.Orientation] = ignored
    return ImageOps.exif_transpose(opened)


def _flat(picture: Image.Image) -> Image.Image:
    """RGB pixels in sRGB on white, at most MAX_EDGE on the longer side."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda level: level / 256).convert("L")  # 16 bits of grey: keep the upper 8
    if picture.mode not in SHRINKABLE:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((MAX_EDGE, MAX_EDGE), Image.Resampling.LANCZOS)
    if picture.mode in ("RGBA", "LA"):
        layer = picture.convert("RGBA")
        picture = Image.new("RGB", layer.size, "white")
        picture.paste(layer, mask=layer.getchannel("A"))
    if profile:
        picture = _in_srgb(picture, profile)
    return picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the camera meant them. A profile that cannot be used is left aside: the photo matters."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mended = ImageCms.profileToProfile(picture, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return mended or picture


def _encoded(picture: Image.Image) -> Developed:
    jpeg = _jpeg(picture)
    small = picture.copy()
    small.thumbnail((THUMB_EDGE, THUMB_EDGE), Image.Resampling.LANCZOS)
    return Developed(jpeg, _jpeg(small), picture.width, picture.height, hashlib.sha256(jpeg).hexdigest())


def _jpeg(picture: Image.Image) -> bytes:
    """Encoded from the pixels alone: a fresh picture carries no EXIF, no comment and no profile."""
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


_places: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def develop_aside(data: bytes) -> Developed:
    """`develop` in a worker thread, a few at once. Past the time limit: InvalidInput("photo", "photo_slow").

    A thread cannot be stopped; a late one keeps its place until it ends, so hostile files cannot pile up.
    """
    place = _places.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    await place.acquire()
    work = asyncio.ensure_future(asyncio.to_thread(develop, data))

    def leave(done: asyncio.Future[Developed]) -> None:
        place.release()
        if not done.cancelled():
            done.exception()  # seen: nobody may be waiting for it any more

    work.add_done_callback(leave)
    try:
        return await asyncio.wait_for(asyncio.shield(work), SECONDS)
    except TimeoutError as error:
        raise InvalidInput("photo", "photo_slow") from error
