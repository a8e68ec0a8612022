"""Whatever a phone sends comes out upright, small and bare; everything else is refused in words."""

import asyncio
import io
import struct
import threading
import time
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat
from tests.media.pictures import FROM_PHONES, ORIENTATION, TURNED, is_upright, photo, scene

from gridcall.errors import InvalidInput
from gridcall.media import photos
from gridcall.media.photos import MAX_EDGE, THUMB_EDGE, Developed, develop, develop_aside


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidInput) as caught:
        develop(data)
    assert caught.value.field == "photo"
    return caught.value.reason


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("orientation", TURNED)
def test_every_orientation_comes_out_upright(orientation: int, kind: str) -> None:
    developed = develop(photo(kind, orientation))
    assert (developed.width, developed.height) == (640, 480)
    assert is_upright(developed.jpeg)
    assert is_upright(developed.thumb)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_that_a_phone_hides_stays_inside(kind: str) -> None:
    data = photo(kind)
    assert b"SecretPhone" in data
    developed = develop(data)
    for file in (developed.jpeg, developed.thumb):
        assert b"SecretPhone" not in file
        picture = Image.open(io.BytesIO(file))
        assert picture.format == "JPEG"
        assert not picture.getexif()
        assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & picture.info.keys()
    assert is_upright(developed.jpeg)


@pytest.mark.parametrize("orientation", TURNED)
def test_a_heic_that_says_twice_how_it_was_held_is_turned_once(orientation: int) -> None:
    """As iPhones write it: in a box of the container, and in EXIF."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    data = photo("HEIF", orientation, exif=exif.tobytes())
    assert orientation == 1 or b"irot" in data or b"imir" in data
    assert is_upright(develop(data).jpeg)


@pytest.mark.parametrize("data", FROM_PHONES.values(), ids=FROM_PHONES)
def test_what_phones_take_comes_out_upright_and_bare(data: bytes) -> None:
    """As it is meant to be seen, small, and without the place that is written inside."""
    meant = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB").resize((32, 32))
    developed = develop(data)
    for file in (developed.jpeg, developed.thumb):
        picture = Image.open(io.BytesIO(file))
        assert not picture.getexif()
        assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & picture.info.keys()
        apart = ImageStat.Stat(ImageChops.difference(picture.convert("RGB").resize((32, 32)), meant)).mean
        assert max(apart) < 8


def test_a_large_photo_is_made_smaller() -> None:
    developed = develop(photo(picture=scene(4000, 3000)))
    assert (developed.width, developed.height) == (MAX_EDGE, MAX_EDGE * 3 // 4)
    assert max(Image.open(io.BytesIO(developed.thumb)).size) == THUMB_EDGE


def test_a_small_photo_stays_as_it_is() -> None:
    assert (develop(photo(picture=scene(200, 100))).width) == 200


def test_the_same_photo_has_the_same_name() -> None:
    assert develop(photo()).name == develop(photo()).name
    assert develop(photo()).name != develop(photo(picture=scene(300, 200))).name


def test_transparent_ground_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(develop(out.getvalue()).jpeg)).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixel_is_understood(mode: str) -> None:
    out = io.BytesIO()
    grey = Image.new("L", (64, 64), 128)
    if mode == "I;16":
        Image.new("I;16", (64, 64), 32768).save(out, "PNG")
    else:
        grey.convert(mode).save(out, "JPEG" if mode == "CMYK" else "PNG")
    pixel = Image.open(io.BytesIO(develop(out.getvalue()).jpeg)).getpixel((32, 32))
    assert isinstance(pixel, tuple)
    assert mode == "1" or all(abs(part - 128) < 12 for part in pixel)


def test_colours_of_another_profile_are_converted() -> None:
    """The same numbers mean another colour in Lab: they must not be shown as they are."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert develop(photo(icc_profile=profile)).width == 640  # a profile that does not fit is left aside
    assert develop(photo(icc_profile=b"no profile at all")).width == 640


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 50,
        b"BM" + b"\0" * 50,
        b"II*\0" + b"\0" * 50,
        b"%PDF-1.7",
        b"<html><script>alert(1)</script>",
        b"\0\0\0\x18ftypavif" + b"\0" * 50,
    ],
)
def test_what_is_no_photo_is_refused_by_its_content(data: bytes) -> None:
    assert refusal(data) == "photo_kind"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.95])
def test_half_a_photo_is_refused(kind: str, share: float) -> None:
    data = photo(kind, picture=scene(900, 700))
    assert refusal(data[: int(len(data) * share)]) == "photo_damaged"


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises these pixels and brings none."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    idat = b"IDAT" + zlib.compress(b"\0")
    parts = [struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (chunk, idat)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def webp_header(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    vp8x = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(vp8x) + 4) + b"WEBP" + vp8x


@pytest.mark.parametrize("data", [png_header(60_000, 60_000), png_header(65_000, 1_000)])
def test_a_bomb_is_refused_before_it_is_decoded(data: bytes) -> None:
    before = time.perf_counter()
    assert refusal(data) == "photo_pixels"
    assert time.perf_counter() - before < 0.5


def test_a_webp_that_promises_too_much_is_refused() -> None:
    assert refusal(webp_header(16_384, 16_384)) in ("photo_pixels", "photo_damaged")


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow grumbles about what it leaves out of a damaged EXIF
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG", "WEBP", "HEIF"]), st.integers(0, 2000))
def test_damage_anywhere_is_a_refusal_or_a_photo_and_never_a_fault(noise: bytes, kind: str, at: int) -> None:
    data = SMALL[kind]
    with suppress(InvalidInput):
        develop(data[:at] + noise + data[at + len(noise) :])


SMALL = {kind: photo(kind, picture=scene(64, 48)) for kind in ("JPEG", "PNG", "WEBP", "HEIF")}


async def test_the_event_loop_goes_on_while_a_photo_is_developed(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()

    def held(data: bytes) -> Developed:
        assert gate.wait(10)
        return develop(data)

    monkeypatch.setattr(photos, "develop", held)
    work = asyncio.create_task(develop_aside(SMALL["JPEG"]))
    for _ in range(100):
        await asyncio.sleep(0)
    assert not work.done()
    gate.set()
    assert (await work).width == 64


async def test_a_photo_that_takes_too_long_is_refused_and_keeps_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate = threading.Event()

    def stuck(data: bytes) -> Developed:
        assert gate.wait(10)
        return develop(data)

    monkeypatch.setattr(photos, "develop", stuck)
    monkeypatch.setattr(photos, "SECONDS", 0.01)
    late = [asyncio.create_task(develop_aside(SMALL["JPEG"])) for _ in range(photos.AT_ONCE)]
    refusals = await asyncio.gather(*late, return_exceptions=True)
    assert [getattr(refusal, "reason", None) for refusal in refusals] == ["photo_slow"] * photos.AT_ONCE
    monkeypatch.setattr(photos, "SECONDS", 10)
    waiting = asyncio.create_task(develop_aside(SMALL["JPEG"]))
    for _ in range(100):
        await asyncio.sleep(0)
    assert not waiting.done()  # both threads are still busy
    gate.set()
    assert (await waiting).width == 64
