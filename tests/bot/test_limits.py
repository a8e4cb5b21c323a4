"""Lengths as LINE counts them, and cutting that hurts no Thai cluster and no emoji."""

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from bot import limits

THAI = "กขน้ำกี้ปู่เก๋าใจดีทั้งพื้นที่ฎฐ์๑๒ฯลฯๆ"
CLUSTERS = [
    "👩‍👩‍👧",
    "🇹🇭",
    "👍🏽",
    "🍎",
    "e\u0301",
    "น้ำ",
    "กี้",
    "ปู่",
    " ",
    "\n",
    "a",
    "ก" + "\u0e48" * 9,
]
texts = st.lists(st.sampled_from([*THAI, *CLUSTERS]), max_size=60).map("".join) | st.text()


def boundaries(text):
    return {0} | {match.end() for match in regex.finditer(r"\X", text)}


def is_well_cut(text, cut):
    """What is left of the text ends between clusters; only spaces may be lost with the cut."""
    kept = cut.removesuffix(limits.ELLIPSIS)
    return text.startswith(kept) and any(
        end in boundaries(text) and not text[len(kept) : end].strip()
        for end in range(len(kept), len(text) + 1)
    )


@given(texts, st.integers(1, 40))
@example("น้ำใจ", 1)
@example("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2)
def test_clusters_are_never_torn(text, limit):
    cut = limits.fit_clusters(text, limit)
    assert limits.clusters(cut) <= limit
    assert cut == text or is_well_cut(text, cut)
    fits = limits.clusters(text) <= limit and limits.utf16(text) <= limit * limits.WIDEST
    assert (cut == text) == fits


def test_a_pile_of_marks_is_no_way_around_a_limit():
    pile = "ก" + "\u0e49" * 100_000
    assert limits.utf16(limits.fit_clusters(pile * 3, 20)) <= 20 * limits.WIDEST


@given(texts, st.integers(1, 60))
@example("🍎🍎", 3)
@example("ก" + "\u0e48" * 60, 40)
def test_units_are_counted_and_clusters_not_torn(text, limit):
    cut = limits.fit_utf16(text, limit)
    assert limits.utf16(cut) <= limit
    assert cut == text or is_well_cut(text, cut)
    assert (cut == text) == (limits.utf16(text) <= limit)


@pytest.mark.parametrize(
    ("text", "units", "clusters"),
    [
        ("กี้", 3, 1),
        ("🍎", 2, 1),
        ("น้ำ", 3, 1),
        ("🇹🇭", 4, 1),
        ("👩‍👩‍👧", 8, 1),
        ("ก ข", 3, 3),
        ("", 0, 0),
    ],
)
def test_lengths_are_those_of_line(text, units, clusters):
    assert (limits.utf16(text), limits.clusters(text)) == (units, clusters)


@given(st.text(st.characters()))
@example("ก\ud800ข\x00ค")
def test_what_no_database_and_no_line_takes_is_taken_out(text):
    cleaned = limits.clean(text)
    cleaned.encode()
    assert "\x00" not in cleaned
    assert limits.clean(cleaned) == cleaned


def test_words_that_fit_are_not_touched():
    words = "สวัสดีค่ะ น้องสตรองเองค่ะ"
    assert limits.clean(words) == words
    assert limits.fit_clusters(words, limits.clusters(words)) == words
    assert limits.fit_utf16(words, limits.utf16(words)) == words
