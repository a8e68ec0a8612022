"""Drawn pictures of everyday street problems, one scene for each category: the demo shows nobody's real photo.

Every picture is drawn from a seed: the same seed gives the same picture.
"""

import io
import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from gridcall.snaps.categories import SnapCategory

WIDTH, HEIGHT = 1200, 900
Colour = tuple[int, int, int]
Draw = ImageDraw.ImageDraw


def draw(category: SnapCategory, seed: int) -> bytes:
    """A JPEG of the problem."""
    random = Random(seed)  # noqa: S311
    picture = _street(random)
    SCENES[category](ImageDraw.Draw(picture), random)
    picture = _as_if_photographed(picture, random)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _street(random: Random) -> Image.Image:
    """A wall, a kerb and the ground, in the light of some hour."""
    warmth = random.randint(-14, 14)
    ground = _tint((150, 147, 140), warmth + random.randint(-18, 10))
    picture = Image.new("RGB", (WIDTH, HEIGHT), ground)
    draw = ImageDraw.Draw(picture)
    horizon = random.randint(230, 330)
    draw.rectangle(
        (0, 0, WIDTH, horizon),
        fill=_tint(random.choice([(196, 186, 170), (172, 120, 98), (188, 194, 192)]), warmth),
    )
    for row in range(0, horizon, 46):
        for column in range(-60, WIDTH, 120):
            left = column + (60 if row // 46 % 2 else 0)
            draw.rectangle((left, row, left + 118, row + 44), outline=_tint((150, 140, 128), warmth))
    draw.polygon(
        [(0, horizon), (WIDTH, horizon), (WIDTH, horizon + 26), (0, horizon + 40)],
        fill=_tint((120, 118, 113), warmth),
    )
    for step in range(1, 7):
        y = horizon + 40 + step * step * 14
        draw.line((0, y, WIDTH, y - 14), fill=_tint(ground, -12), width=2 + step // 2)
    for column in range(-6, 18):
        draw.line((column * 110, HEIGHT, 420 + column * 40, horizon + 36), fill=_tint(ground, -10), width=2)
    return picture


def _as_if_photographed(picture: Image.Image, random: Random) -> Image.Image:
    """Soft edges, grain and darker corners, slightly out of level."""
    picture = picture.rotate(random.uniform(-2.5, 2.5), Image.Resampling.BILINEAR).resize(
        (WIDTH, HEIGHT), box=(40, 40, WIDTH - 40, HEIGHT - 40)
    )
    picture = picture.filter(ImageFilter.GaussianBlur(1.1))
    grain = Image.frombytes("L", (WIDTH // 2, HEIGHT // 2), random.randbytes(WIDTH * HEIGHT // 4))
    grain = grain.point(lambda value: 116 + value // 10).resize((WIDTH, HEIGHT)).convert("RGB")
    picture = ImageChops.overlay(picture, grain)
    corners = Image.radial_gradient("L").resize((WIDTH, HEIGHT)).point(lambda value: max(0, value - 90) // 2)
    return Image.composite(Image.new("RGB", picture.size, (20, 20, 24)), picture, corners)


def _tint(colour: Colour, by: int) -> Colour:
    red, green, blue = (max(0, min(255, part + by)) for part in colour)
    return red, green, blue


def _shadow(draw: Draw, x: float, y: float, width: float, height: float) -> None:
    draw.ellipse((x - width, y - height, x + width, y + height), fill=(96, 94, 90))


def _rubbish(draw: Draw, random: Random) -> None:
    _shadow(draw, 600, 760, 420, 60)
    for _ in range(9):
        x, y, size = random.randint(300, 900), random.randint(560, 720), random.randint(70, 130)
        colour = random.choice([(36, 38, 42), (196, 200, 206), (60, 92, 70), (170, 130, 84)])
        points = [
            (x + math.cos(angle) * size * random.uniform(0.8, 1.1), y + math.sin(angle) * size * 0.8)
            for angle in (index * math.tau / 9 for index in range(9))
        ]
        draw.polygon(points, fill=colour, outline=_tint(colour, -20))
        draw.line((x - size * 0.4, y - size * 0.3, x + size * 0.2, y - size * 0.5), fill=_tint(colour, 40), width=6)


def _manhole(draw: Draw, random: Random) -> None:
    draw.ellipse((330, 480, 890, 800), fill=(120, 116, 108))
    draw.ellipse((370, 510, 850, 770), fill=(18, 18, 20))
    slip = random.randint(120, 220)
    draw.ellipse((370 + slip, 470, 850 + slip, 730), fill=(86, 84, 80), outline=(60, 58, 55), width=10)
    for ring in range(1, 6):
        inset = ring * 38
        draw.ellipse(
            (370 + slip + inset, 470 + inset * 0.54, 850 + slip - inset, 730 - inset * 0.54),
            outline=(104, 101, 96),
            width=7,
        )
    draw.line((250, 700, 340, 780, 330, 880), fill=(70, 68, 64), width=5)


def _cars(draw: Draw, random: Random) -> None:
    for place in range(2):
        x, y = 120 + place * 520 + random.randint(-20, 20), 520 + place * 60
        colour = random.choice([(208, 210, 212), (52, 62, 84), (140, 32, 30), (34, 36, 38)])
        _shadow(draw, x + 220, y + 190, 260, 26)
        draw.rounded_rectangle((x, y + 60, x + 450, y + 180), 34, fill=colour)
        draw.polygon(
            [(x + 70, y + 66), (x + 130, y - 20), (x + 320, y - 20), (x + 390, y + 66)],
            fill=_tint(colour, -14),
        )
        draw.polygon([(x + 96, y + 58), (x + 142, y - 4), (x + 308, y - 4), (x + 360, y + 58)], fill=(150, 176, 190))
        for wheel in (x + 60, x + 310):
            draw.ellipse((wheel, y + 128, wheel + 84, y + 212), fill=(22, 22, 24), outline=(90, 90, 92), width=10)
    draw.line((0, 830, WIDTH, 790), fill=(214, 178, 50), width=16)


def _wires(draw: Draw, random: Random) -> None:
    for strand in range(4):
        sag = 120 + strand * 50 + random.randint(-20, 20)
        points = [(x, 90 + strand * 24 + sag * math.sin(math.pi * x / WIDTH)) for x in range(0, WIDTH + 1, 30)]
        draw.line(points, fill=(24, 24, 26), width=7)
    draw.line((640, 330, 660, 620), fill=(24, 24, 26), width=8)
    draw.rounded_rectangle((560, 600, 780, 680), 14, fill=(232, 232, 228), outline=(120, 120, 118), width=4)
    for socket in range(3):
        draw.ellipse((590 + socket * 62, 622, 620 + socket * 62, 652), fill=(60, 60, 62))
    draw.rounded_rectangle((300, 640, 520, 820), 30, fill=(40, 110, 96))
    for wheel in (290, 460):
        draw.ellipse((wheel, 760, wheel + 110, 870), outline=(22, 22, 24), width=18)


def _branch(draw: Draw, random: Random) -> None:
    _shadow(draw, 620, 740, 480, 50)
    draw.line((140, 800, 520, 690, 1040, 560), fill=(92, 68, 46), width=34)
    for _ in range(160):
        x = random.randint(380, 1080)
        y = 860 - x * 0.28 + random.randint(-130, 110)
        size = random.randint(16, 40)
        draw.ellipse(
            (x - size, y - size * 0.5, x + size, y + size * 0.5),
            fill=_tint((74, 112, 56), random.randint(-26, 30)),
        )


def _smoke(draw: Draw, random: Random) -> None:
    draw.rectangle((420, 40, 780, 250), fill=(150, 154, 156), outline=(96, 98, 100), width=8)
    for slat in range(5):
        draw.line((440, 75 + slat * 36, 760, 75 + slat * 36), fill=(90, 92, 94), width=12)
    for puff in range(26):
        x, y, size = 600 + random.randint(-260, 260), 250 + puff * 15, random.randint(40, 100)
        draw.ellipse(
            (x - size, y - size * 0.6, x + size, y + size * 0.6),
            fill=_tint((206, 206, 204), random.randint(-12, 12)),
        )
    draw.rectangle((260, 690, 940, 800), fill=(66, 58, 52))
    draw.line((280, 680, 920, 680), fill=(40, 36, 34), width=14)


def _shed(draw: Draw, random: Random) -> None:
    colour = random.choice([(62, 112, 156), (186, 190, 194), (160, 74, 60)])
    _shadow(draw, 620, 820, 470, 44)
    draw.polygon([(230, 360), (620, 250), (1010, 360), (1010, 810), (230, 810)], fill=colour)
    for stripe in range(240, 1010, 38):
        draw.line((stripe, 350, stripe, 806), fill=_tint(colour, -26), width=6)
    draw.polygon([(190, 374), (620, 236), (1050, 374), (1050, 408), (620, 280), (190, 408)], fill=_tint(colour, -48))
    draw.rectangle((520, 520, 720, 810), fill=(70, 64, 58))


def _puddle(draw: Draw, random: Random) -> None:
    for layer, colour in enumerate([(104, 112, 116), (128, 142, 150), (160, 178, 188)]):
        inset = layer * 46
        points = [
            (
                620 + math.cos(a) * (470 - inset) * random.uniform(0.86, 1.06),
                690 + math.sin(a) * (150 - inset * 0.6),
            )
            for a in (index * math.tau / 18 for index in range(18))
        ]
        draw.polygon(points, fill=colour)
    draw.line((420, 660, 560, 650), fill=(206, 216, 222), width=8)


SCENES: dict[SnapCategory, Callable[[Draw, Random], None]] = {
    SnapCategory.SANITATION: _rubbish,
    SnapCategory.ROAD: _manhole,
    SnapCategory.PARKING: _cars,
    SnapCategory.HAZARD: _wires,
    SnapCategory.GREENERY: _branch,
    SnapCategory.NOISE: _smoke,
    SnapCategory.ILLEGAL_BUILDING: _shed,
    SnapCategory.UNSURE: _puddle,
}
