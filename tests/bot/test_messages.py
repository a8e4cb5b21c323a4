"""Builders of messages and cards: whatever the words, LINE takes what comes out."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import limits
from bot.flex import card, carousel, choices, listing
from bot.messages import chat_link, link, pick, press, say, text, with_quick
from bot.router import Meant
from simulator.rules.messages import MESSAGES

ZALGO = "ก" + "\u0e49" * 20_000
words = st.text(st.characters(), min_size=1, max_size=400) | st.sampled_from(
    ["น้ำ" * 700, "👩‍👩‍👧" * 700, "ก" * 9000, ZALGO, "\ud800", "\x00", " ", "{name} <b>&amp;"]
)
labels = st.text(st.characters(), min_size=1, max_size=80)  # names of clubs and events
some = settings(deadline=None, max_examples=40)


MENU = Meant(intent="menu")


def is_taken(message):
    """By the rules that the simulated platform keeps, to the byte."""
    found = []
    MESSAGES([json.loads(json.dumps(message))], (), found)
    return found == []


@some
@given(words)
def test_a_text_is_always_lines(said):
    try:
        message = text(said, say("เมนู"))
    except ValueError:
        assert not limits.clean(said).strip()
        return
    assert is_taken(message)
    assert limits.utf16(message["text"]) <= 5000


@some
@given(st.lists(words, min_size=8, max_size=8), st.integers(0, 4), labels)
@example([ZALGO] * 8, 4, "น้ำ" * 30)
@example(["น้ำ" * 700] * 8, 4, "👩‍👩‍👧" * 40)
def test_a_card_is_always_lines(said, lines, label):
    title, *rest = said
    made = card(
        title,
        *rest[:lines],
        band=rest[4],
        rows=[("เวลา", rest[5])],
        quoted=rest[6],
        note=rest[3],
        primary=press(f"ก{label}", MENU),
        secondary=[say(f"ข{label}")],
        links=[link("แผนที่", "https://club.test/แผนที่")],
        quick=[press(f"ค{label}", MENU)],
    )
    assert is_taken(made)
    assert len(compact(made["contents"])) <= 30 * 1024


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@some
@given(st.lists(words, min_size=4, max_size=4), labels)
@example([ZALGO] * 4, "น้ำ" * 30)
@example(["0"] * 4, "\ud800")
def test_choices_and_lists_are_always_lines(said, label):
    options = [
        (letter, each, press(f"ก{label}", MENU)) for letter, each in zip("กขคง", said, strict=True)
    ]
    assert is_taken(choices(said[0], options, kicker="คำถามวันนี้", note=said[1]))
    items = [(each, each, say(f"ก{label}")) for each in said[:3]]
    assert is_taken(listing(said[0], items, more=say("ดูเพิ่ม"), quick=[say("เมนู")]))


def test_a_text_without_words_is_refused():
    for nothing in ("", "  \n", "\x00", "\ud800"):
        with pytest.raises(ValueError, match="empty"):
            text(nothing)


def test_thirteen_quick_replies_are_the_most():
    assert is_taken(text("เลือก", *[say(f"{number}") for number in range(13)]))
    with pytest.raises(ValueError, match="14 quick replies"):
        text("เลือก", *[say(f"{number}") for number in range(14)])


def test_without_quick_replies_a_message_has_none():
    assert "quickReply" not in with_quick(text("ก"), [])


def test_a_quick_reply_shows_twenty_clusters_and_says_all():
    long = "น้ำ" * 30
    (item,) = text("เลือก", say(long))["quickReply"]["items"]
    assert limits.clusters(item["action"]["label"]) == 20
    assert item["action"]["text"] == long


def test_a_buttons_label_has_forty_clusters():
    made = card("ก", primary=press("กี้" * 60, MENU))
    label = made["contents"]["footer"]["contents"][0]["action"]["label"]
    assert limits.clusters(label) == 40


def test_what_is_said_or_shown_keeps_to_three_hundred_clusters():
    assert limits.clusters(press("ก" * 400, MENU)["displayText"]) == 300
    assert limits.clusters(say("ก", "ข" * 400)["text"]) == 300


def test_a_picker_is_lines():
    picker = pick("ตั้งเวลา", MENU, initial="2026-01-06T09:00", earliest="2026-01-05T10:00")
    assert is_taken(text("เมื่อไร", picker))


@pytest.mark.parametrize(
    ("url", "encoded"),
    [
        ("https://club.test/ก?ข=ค#ง", "https://club.test/%E0%B8%81?%E0%B8%82=%E0%B8%84#%E0%B8%87"),
        ("https://club.test/%E0%B8%81", "https://club.test/%E0%B8%81"),
        ("https://zoom.test/j/1?pwd=a b", "https://zoom.test/j/1?pwd=a%20b"),
        ("tel:1205", "tel:1205"),
    ],
)
def test_an_address_is_encoded_once(url, encoded):
    assert link("เปิด", url)["uri"] == encoded
    assert is_taken(text("ก", link("เปิด", url)))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "club.test", "", "https://club.test/" + "ก" * 200]
)
def test_an_address_that_line_would_not_open_fails_where_it_is_made(url):
    with pytest.raises(ValueError, match="address"):
        link("เปิด", url)


def test_a_link_into_the_chat_brings_its_words_along():
    assert chat_link("@bot", "เข้าชมรม A&B") == (
        "https://line.me/R/oaMessage/%40bot/?"
        "%E0%B9%80%E0%B8%82%E0%B9%89%E0%B8%B2%E0%B8%8A%E0%B8%A1%E0%B8%A3%E0%B8%A1%20A%26B"
    )


def test_cards_side_by_side_are_one_to_twelve():
    assert carousel("ก", [card("ก")])["contents"]["type"] == "bubble"
    assert is_taken(carousel("ก", [card("ก")] * 12, quick=[say("เมนู")]))
    for number in (0, 13):
        with pytest.raises(ValueError, match="a carousel of"):
            carousel("ก", [card("ก")] * number)


def test_a_carousel_that_is_too_heavy_fails_where_it_is_made():
    heavy = card(*["น้ำ" * 300] * 5)
    with pytest.raises(ValueError, match=r"a carousel of \d+ bytes"):
        carousel("ก", [heavy] * 12)
