"""Cover art: an abstract picture in a few colours, different for every clip."""

from __future__ import annotations

import colorsys
import io
import math
from typing import Literal

from PIL import Image, ImageDraw, ImageFilter

from sandbox.musicapi.rng import seeded

SIDE = 512  # pixels
SKETCH = 96  # what is soft is drawn small and enlarged: quicker than blurring


def draw(seed: str, kind: Literal["jpeg", "png"]) -> bytes:
    """A square picture as a file; blocking."""
    rng = seeded("picture", seed)
    hue = rng.random()
    deep, warm, light = (
        _colour(hue + turn, s, v) for turn, s, v in ((0, 0.7, 0.25), (0.08, 0.75, 0.75), (0.5, 0.3, 1))
    )
    ramp = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270))).resize((SKETCH, SKETCH))
    ground = Image.composite(Image.new("RGB", ramp.size, deep), Image.new("RGB", ramp.size, warm), ramp)
    glow = ImageDraw.Draw(ground)
    for _ in range(4):
        x, y, r = rng.randrange(SKETCH), rng.randrange(SKETCH), rng.randrange(9, 28)
        colour = _colour(hue + rng.uniform(-0.1, 0.2), 0.6, rng.uniform(0.4, 0.95))
        glow.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    picture = ground.filter(ImageFilter.GaussianBlur(3)).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    lines = ImageDraw.Draw(picture)
    height, turns, phase = rng.uniform(20, 60), rng.uniform(1.5, 4), rng.uniform(0, 6)
    for row in range(7):
        base = SIDE * (0.62 + row * 0.05)
        points = [
            (x, base + height * (1 - row / 8) * math.sin(turns * math.tau * x / SIDE + phase + row * 0.5))
            for x in range(-4, SIDE + 8, 6)
        ]
        lines.line(points, fill=light, width=3)
    out = io.BytesIO()
    picture.save(out, kind.upper(), quality=85)
    return out.getvalue()


def _colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    r, g, b = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return int(r * 255), int(g * 255), int(b * 255)
