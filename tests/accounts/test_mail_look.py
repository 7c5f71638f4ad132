"""The organization's colour in mails, where programs only know hex."""

import pytest

from portal.email import brand, hex_colour


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((0, 0, 0), "#000000"),
        ((1, 0, 0), "#ffffff"),
        ((0.62796, 0.25768, 29.234), "#ff0000"),
        ((0.86644, 0.29483, 142.495), "#00ff00"),
        ((0.45201, 0.31321, 264.052), "#0000ff"),
    ],
)
def test_known_colours(colour, expected):
    assert hex_colour(*colour) == expected


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Sample:
    chroma = 0.15

    def __init__(self, hue):
        self.hue = hue


@pytest.mark.parametrize("hue", range(0, 360, 15))
def test_every_hue_can_be_read_on_white_and_on_its_soft_shade(hue):
    colours = brand(Sample(hue))
    for ground in ("#ffffff", colours["accent_soft"]):
        contrast = (luminance(ground) + 0.05) / (luminance(colours["accent"]) + 0.05)
        assert contrast >= 4.5


def test_without_an_organization_the_portal_s_own():
    assert brand(None)["accent"] == hex_colour(0.44, 0.09, 160)
