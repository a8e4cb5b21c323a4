"""Nobody makes a signature but us, and none is good for anything else."""

import pytest

from bot.signing import LENGTH, LETTERS, is_signed, sign

MINE = sign("secret", "door", 7, "2569-11-23")


def test_a_signature_is_short_and_easy_to_read():
    assert len(MINE) == LENGTH
    assert set(MINE) <= set(LETTERS)


@pytest.mark.parametrize("typed", [MINE, MINE.lower(), f" {MINE} "])
def test_what_was_signed_is_known_however_it_is_typed(typed):
    assert is_signed(typed, "secret", "door", 7, "2569-11-23")


@pytest.mark.parametrize(
    "other",
    [
        ("secret", "ticket", 7, "2569-11-23"),
        ("secret", "door", 8, "2569-11-23"),
        ("secret", "door", 7, "2569-11-24"),
        ("other", "door", 7, "2569-11-23"),
        ("secret", "door", "7\n2569-11-23"),
    ],
)
def test_it_is_good_for_one_thing_only(other):
    assert not is_signed(MINE, *other)


@pytest.mark.parametrize("forged", ["", MINE[:-1], MINE + "A", "ก" * LENGTH, "\ud800"])
def test_a_forged_one_is_none(forged):
    assert not is_signed(forged, "secret", "door", 7, "2569-11-23")
