"""Setting posters: Thai is shaped and broken right, and what was typed is never code."""

import io

import pytest
from PIL import Image, ImageChops

from bot import typeset

PAGE = """
#let words = json(bytes(sys.inputs.words))
#set page(width: 60mm, height: 40mm, margin: 4mm)
#set text(font: "Sarabun", lang: "th", size: 20pt)
#words.title
"""


@pytest.fixture
def template(tmp_path):
    file = tmp_path / "page.typ"
    file.write_text(PAGE)
    return file


def ink(template, title):
    """Left, top, right and bottom of what is black, in dots."""
    drawn = Image.open(io.BytesIO(typeset.png(template, {"title": title}, dots_per_inch=144)))
    return ImageChops.invert(drawn.convert("L")).getbbox()


def test_marks_stand_above_their_letter_and_take_no_room(template):
    plain, marked = ink(template, "ก"), ink(template, "กี่")
    assert marked[2] - marked[0] < 1.5 * (plain[2] - plain[0])
    assert marked[1] < plain[1]


def test_a_long_thai_line_breaks_inside_the_page(template):
    right = ink(template, "ร่วมเฝ้าระวังการทุจริตในท้องถิ่นของเรา")[2]
    assert right < 56 / 25.4 * 144


def test_what_was_typed_is_never_code(template):
    assert ink(template, '#panic("no") $x$ *b* \\')
    assert typeset.pdf(template, {"title": '#include "/etc/passwd"'}).startswith(b"%PDF")
