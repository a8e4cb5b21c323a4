"""Finding a person of one club by name."""

import pytest

from bot.people import named_like
from models import Club, Kind, Member
from tests.conftest import NOW

NAMES = ("สมชาย ใจดี", "มาลี รักสัตย์", "วิชัย ซื่อตรง", "Somchai Jaidee")


@pytest.fixture
def club(db):
    clubs = [
        Club(code=code, kind=Kind.TOWN, name=code, province="ตาก") for code in ("HERE", "THERE")
    ]
    db.add_all(Member(joined=NOW, name=name, club=clubs[0]) for name in (*NAMES, None))
    db.add(Member(joined=NOW, name="สมชาย อื่นไกล", club=clubs[1]))
    db.flush()  # the search needs the club's id
    return clubs[0]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("สมชาย ใจดี", "สมชาย ใจดี"),
        ("สมชาย", "สมชาย ใจดี"),
        ("สมชัย ใจดี", "สมชาย ใจดี"),
        ("  มาลี รักสัต ", "มาลี รักสัตย์"),
        ("somchai", "Somchai Jaidee"),
    ],
)
def test_the_likeliest_stands_first(db, club, words, name):
    assert named_like(db, club.id, words)[0].name == name


@pytest.mark.parametrize("words", ["", " ", "\u200b", "🎉", "ก" * 2000, "ฟหกดฟหกด"])
def test_what_is_nobodys_name_finds_nobody(db, club, words):
    assert named_like(db, club.id, words) == []


def test_only_people_of_this_club_are_found(db, club):
    assert all(each.club_id == club.id for each in named_like(db, club.id, "สมชาย", 10))
