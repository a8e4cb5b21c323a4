"""Many clubs share one account's month, and none can starve another."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import bangkok, outbox, quota, sharing, worker
from bot.line import AccountState
from bot.messages import text
from models import (
    UNSETTLED,
    Account,
    Club,
    ClubSetting,
    Kind,
    Member,
    Notice,
    NoticeKind,
    OutgoingState,
    Progress,
    Spending,
)
from tests.bot.crowd import DAY
from tests.conftest import NOW
from tests.planning import plan as an_event
from tests.sending import announced, requested

CLUBS = st.dictionaries(st.integers(1, 40), st.integers(1, 5000), max_size=40)
BUDGETS = st.dictionaries(st.integers(1, 40), st.integers(0, 5000), max_size=10)
MONTHS = st.integers(0, 35_000)
WISHES = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 5000)), max_size=60)


@given(MONTHS, BUDGETS, CLUBS)
def test_shares_never_exceed_the_month(month, budgets, people):
    assert sum(sharing.parts(month, budgets, people).values()) <= month


@given(MONTHS, CLUBS)
def test_every_club_with_a_member_has_at_least_one_while_there_are_so_many(month, people):
    parts = sharing.parts(month, {}, people)
    if month >= len(people):
        assert all(parts[club] >= 1 for club in people)


@given(MONTHS, CLUBS)
def test_a_larger_club_never_has_less(month, people):
    parts = sharing.parts(month, {}, people)
    for one in people:
        for other in people:
            assert people[one] < people[other] or parts[one] >= parts[other]


@given(MONTHS, BUDGETS, CLUBS)
def test_what_was_set_is_kept_where_the_month_is_long_enough(month, budgets, people):
    parts = sharing.parts(month, budgets, people)
    for club, budget in budgets.items():
        assert parts[club] <= budget
        assert parts[club] == budget or sum(budgets.values()) > month


@given(MONTHS, BUDGETS, CLUBS, WISHES)
def test_whatever_others_ask_for_nobody_within_her_share_is_refused(month, budgets, people, wishes):
    """Each wish is accepted as the bot does: within the club's share, and within the month."""
    parts = sharing.parts(month, budgets, people)
    taken = dict.fromkeys(parts, 0)
    for club, cost in wishes:
        within = taken.get(club, 0) + cost <= parts.get(club, 0)
        fits = sum(taken.values()) + cost <= month
        assert fits or not within
        if within:
            taken[club] += cost
    assert sum(taken.values()) <= month


@pytest.fixture
def told(sessions):
    def told(limit):
        with sessions.begin() as db:
            quota.note(db, AccountState("@bot", "น้องสตรอง", "bot", limit, 0), NOW)

    return told


@pytest.fixture
def settled(sessions, told):
    """Clubs of so many members, of an account of 300 messages a month."""

    def settled(limit=300, **sizes):
        told(limit)
        ids = {}
        with sessions.begin() as db:
            for code, size in sizes.items():
                club = Club(code=code, kind=Kind.TOWN, name=code, province="ประจวบคีรีขันธ์")
                db.add(club)
                db.flush()  # its members need its id
                ids[code] = club.id
                for each in range(size):
                    named = f"U{code}{each}"
                    db.add(Member(line_user_id=named, joined=NOW, club_id=club.id, following=True))
        return ids

    return settled


@pytest.fixture
def share(sessions):
    def share(club, now=NOW, due=None):
        with sessions.begin() as db:
            return quota.share(db, club, now, due)

    return share


def add(sessions, *rows):
    with sessions.begin() as db:
        db.add_all(rows)


def test_alone_a_club_has_the_whole_month(settled, share):
    clubs = settled(A=3)
    assert share(clubs["A"]) is None


def test_without_a_limit_there_is_nothing_to_divide(settled, share):
    clubs = settled(limit=None, A=3, B=3)
    assert share(clubs["A"]) is None


def test_two_clubs_have_as_much_as_they_have_members(settled, share):
    clubs = settled(A=30, B=10)
    assert [share(each).total for each in clubs.values()] == [224, 75]


def test_who_blocked_us_counts_for_no_club(settled, share, sessions):
    clubs = settled(A=10, B=10)
    with sessions.begin() as db:
        for member in db.query(Member).filter(Member.club_id == clubs["B"]).limit(5):
            member.following = False
    assert share(clubs["A"]).total > share(clubs["B"]).total == 100


def test_an_administrators_word_goes_before(settled, share, sessions):
    clubs = settled(A=10, B=10)
    add(sessions, ClubSetting(club_id=clubs["B"], budget=250))
    assert [share(each).total for each in clubs.values()] == [50, 250]
    with sessions.begin() as db:
        assert quota.by_members(db, clubs["B"]) == 150


def test_all_that_a_club_has_promised_is_spoken_for(settled, share, sessions):
    clubs = settled(A=10, B=10)
    a = clubs["A"]
    with sessions.begin() as db:
        home = db.get_one(Club, a)
        member = db.query(Member).filter(Member.club_id == a).first()
        outbox.promise(db, member, "hers", [text("ก")], due=NOW, not_after=NOW + DAY)
    walk = an_event(sessions, home, "เดิน", NOW + DAY)
    add(
        sessions,
        requested(cost=2, club_id=a),
        requested(cost=3, club_id=a, state=OutgoingState.HELD),
        requested(cost=100, club_id=a, state=OutgoingState.FAILED),
        announced(a, reserved=4),
        announced(a, reserved=5, progress=Progress.SENDING),
        announced(a, reserved=100, progress=Progress.CANCELLED),
        Spending(club_id=a, month="2026-01", priority=1, messages=6),
        Notice(
            event_id=walk.id,
            kind=NoticeKind.LETTER,
            fields=[],
            due=NOW,
            not_after=NOW + DAY,
            reserved=7,
        ),
    )
    assert share(a).total - share(a).free == 1 + 2 + 3 + 4 + 5 + 6 + 7
    assert share(clubs["B"]).free == share(clubs["B"]).total


def test_a_new_month_begins_afresh(settled, share, sessions):
    clubs = settled(A=10, B=10)
    add(sessions, Spending(club_id=clubs["A"], month="2026-01", priority=1, messages=6))
    turned = bangkok.month(NOW)[1]
    assert share(clubs["A"]).free == 144
    assert share(clubs["A"], due=turned).free == share(clubs["A"], now=turned).free == 150


def test_what_is_told_of_an_event_is_paid_by_its_club(
    settled, share, sessions, desk, simulator, clock
):
    """A guest's club does not pay for what another tells its members."""
    clubs = settled(A=10)
    (guest,) = desk.gathers(1)
    simulator.set_quota("limited", 300, 0)
    worker.look_at_account(desk.deployment)
    with sessions.begin() as db:
        told = {"due": NOW, "not_after": NOW + DAY, "club_id": clubs["A"]}
        outbox.promise(db, guest, "event", [text("ชวนค่ะ")], **told)
    assert share(guest.club_id).free == share(guest.club_id).total
    assert share(clubs["A"]).total - share(clubs["A"]).free == 1
    desk.carries()
    assert simulator.quota["used"] == 1
    assert share(guest.club_id).free == share(guest.club_id).total
    assert share(clubs["A"]).total - share(clubs["A"]).free == 1


def test_the_ledger_outlives_the_requests(settled, share, sessions, desk, deployment):
    clubs = settled(A=10, B=10)
    with sessions.begin() as db:
        ledger = Spending(club_id=clubs["A"], month="2026-01", priority=3, messages=6)
        db.add(ledger)
        account = Account.known(db)
        account.checked = NOW + timedelta(days=60)
    worker.retention.purge(sessions, NOW + timedelta(days=90), lambda: None)
    assert share(clubs["A"]).free == 144


def test_what_is_held_is_not_forgotten(desk, sessions):
    long = NOW + timedelta(days=60)
    add(sessions, *(requested(state=each, not_after=long) for each in UNSETTLED))
    worker.retention.purge(sessions, NOW + timedelta(days=45), lambda: None)
    assert {each.state for each in desk.requests()} == set(UNSETTLED)
