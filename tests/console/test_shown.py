"""Every text of the console stands on a page that a walk opens, in either language alone."""

import ast
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pyotp
import pytest
from sqlalchemy import delete, select, update

from app import create_app
from bot import deeds, guessing, passes, typeset
from bot.bangkok import local
from bot.language import OWN_NAMES, _, speaking
from console import event_lists, event_scan, passkeys, today
from console.pace import Pace
from console.session import IDLE
from loading import workbook
from models import (
    Account,
    Answer,
    Attendance,
    Club,
    Event,
    EventDay,
    Feedback,
    Group,
    Inquiry,
    Kind,
    Member,
    Notice,
    NoticeKind,
    Opening,
    Passkey,
    Poll,
    Progress,
    Registration,
    Remark,
    Role,
    RoleKind,
    Sitting,
    SpeakerQuestion,
    Way,
    What,
)
from tests.bot import photos
from tests.conftest import NOW, joins
from tests.console.authenticator import Authenticator
from tests.console.conftest import HIDDEN, Desk, announce, prove, uploads, way_in
from tests.planning import found, plan
from tests.sending import announced
from tests.sheets import made
from tests.test_texts import THAI, in_templates, marked

CONSOLE = Path(__file__).parents[2] / "console"
DATA = (  # the same in both languages: what people wrote, and their own names for things
    *OWN_NAMES.values(),
    *(kind.value for kind in Kind if kind is not Kind.OTHER),
    *("เทศบาลเมืองหัวหิน", "ครูนก", "Hua Hin", "ประจวบคีรีขันธ์", "เพชรบุรี", "ไม่มีทาง"),
)
HOLE = re.compile(r"\{\w+\}")
BESIDE = re.compile(
    r'(?:(?:aria-label|alt|data-kept|data-lost|data-over)="([^"]*)"|href="https://line.me/([^"]*)")'
)
UNSEEN = {
    "ยังไม่มีชมรมค่ะ",  # whoever is signed in has one
}


def texts() -> set[str]:
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in CONSOLE.rglob("*.py"))
    return in_templates() | {str(text.value) for tree in trees for text in marked(tree)}


class Walk:
    """Every page that was read, in one language."""

    def __init__(self, app, language: str) -> None:
        self.desk, self.language = Desk(app), language
        self.desk.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        self.pages: list[str] = []

    def reads(self) -> None:
        """What is seen, heard, or typed for her where a link leads into the chat."""
        said = [
            unescape(each[0]) or unquote(each[1]) for each in BESIDE.findall(self.desk.answer.text)
        ]
        self.pages.append(" ".join([self.desk.reads(), *said]))

    def opens(self, path: str) -> None:
        self.desk.opens(path)
        self.reads()

    def sends(self, path: str, **fields: str) -> None:
        self.desk.sends(path, **fields)
        self.reads()


@pytest.fixture(params=["th", "en"])
def walk(request, app, settings, clock, tmp_path):
    trial = replace(settings, clock_file=tmp_path / "clock")
    return Walk(create_app(trial, reply_threads=0, now=clock), request.param)


@pytest.fixture
def both(khru_nok, sessions, run):
    """A coordinator who administers, too."""
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    return khru_nok


def furnish(sessions, hua_hin) -> None:
    """Something of everything."""
    plan(sessions, hua_hin, "Walk", NOW + timedelta(days=2), capacity=40)
    plan(sessions, hua_hin, "Talk", NOW + timedelta(days=3))
    announce(sessions, hua_hin, "See you")
    for number in range(60):
        found(sessions, f"X{number:02}", "Cha-am")
    with sessions.begin() as db:
        db.execute(update(Club).where(Club.id == hua_hin.id).values(name="Hua Hin"))
        known = {"kind": Kind.TOWN, "province": "เพชรบุรี", "contact_name": "Somchai"}
        db.add(Opening(name="Pier", asked=NOW, **known))
        known = {"basic_id": "@strong", "name": "Strong", "chat_mode": "bot"}
        db.add(Account(id=1, quota=300, used=120, checked=NOW, **known))


def goes_everywhere(
    walk, phone, somchai, sessions, hua_hin, monkeypatch, loses_her_duty, clock
) -> None:
    walk.opens("/console/handed-over")
    walk.opens("/console/enter")
    walk.sends("/console/screen")
    walk.opens("/console/screen")
    with sessions.begin() as db:
        db.execute(update(Member).values(language=walk.language))
    enters(walk, phone, proves=False)
    protects_herself(walk, phone, clock)
    walk.opens("/console/clubs/HUAHIN")
    furnish(sessions, hua_hin)
    with sessions.begin() as db:
        db.execute(update(Member).values(language=walk.language, name="Khru Nok"))
    helps_somebody(walk, sessions)
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("ฝากถาม When do we meet?")
    for path in ("/console/", "/console/menu", "/console/nowhere", "/console/parts"):
        walk.opens(path)
    for path in ("?page=2", "?page=3", "?q=ไม่มีทาง"):
        walk.opens(f"/console/parts{path}")
    for fields in ({}, {"name": "a" * 81, "day": "?"}, {"name": "Hua Hin", "day": "8 Jul 2027"}):
        fills(walk, **fields)
    looks_after_clubs(walk, sessions)
    holds_events(walk, sessions, monkeypatch)
    answers(walk, sessions)
    polls(walk, sessions, hua_hin)
    decides(walk, sessions)
    fills(walk, name="New", day="8-7-26")
    fills(walk, name="New", day="8 Jul 2027")
    looks_back(walk, sessions, hua_hin)
    sets(walk, sessions)
    walk.opens("/console/parts")
    imports_people(walk)
    leaves_something_typed(walk, phone, clock)
    lets_another_machine_in(walk, phone)
    looks_after_people(walk, sessions, hua_hin)
    monkeypatch.setattr(today, "_tasks", lambda _visit: 1 / 0)
    walk.opens("/console/")
    monkeypatch.undo()
    walk.desk.posts("/console/leave")
    walk.reads()
    enters(walk, phone)
    walk.sends("/console/leave")
    walk.opens(walk.desk.answer.headers["Location"])
    enters(walk, phone)
    loses_her_duty(phone)
    walk.opens("/console/")


def sets(walk, sessions) -> None:
    for path in ("", "quiet", "reminder", "clubs/X00", "clubs/HUAHIN"):
        walk.opens(f"/console/settings/{path}")
    walk.sends("/console/settings/clubs/HUAHIN", reminder="day", budget="some")
    walk.desk.opens("/console/settings/clubs/HUAHIN")
    walk.sends("/console/settings/clubs/HUAHIN", reminder="day", budget="300")
    walk.opens("/console/settings/clubs/HUAHIN")
    approves(walk, sessions)
    walk.opens("/console/doctor/")
    walk.sends("/console/doctor/")
    as_coordinator(sessions, administers=False)
    walk.opens("/console/settings/clubs/HUAHIN")
    as_coordinator(sessions, administers=True)


def approves(walk, sessions) -> None:
    """What somebody else wrote, and what she wrote herself; one is too late."""
    walk.desk.opens("/console/settings/clubs/HUAHIN")
    walk.sends("/console/settings/clubs/HUAHIN", reminder="day", budget="300", approval="1")
    with sessions.begin() as db:
        club_id = db.scalar(select(Club.id).where(Club.code == "HUAHIN"))
        other_id = db.scalar(select(Club.id).where(Club.code == "X01"))
        herself = db.scalars(select(Role.member_id)).first()
        author = db.scalars(select(Member.id).where(Member.id != herself)).first()
        known = {"words": "See you", "due": NOW, "reserved": 2}
        known |= {"progress": Progress.ASKED, "not_after": NOW + timedelta(days=30)}
        asked = [
            announced(club_id, draft="a", author_id=author, **known),
            announced(club_id, draft="b", author_id=herself, **known),
            announced(other_id, draft="c", author_id=author, **known),
            announced(club_id, draft="d", author_id=author, **known),
        ]
        db.add_all(asked)
        db.flush()  # each has a page named after its id
        pages = [f"/console/approvals/{each.id}" for each in asked]
        for _two in range(2):
            extra = Member(joined=NOW)
            db.add(extra)
            db.flush()
            role = {"kind": RoleKind.COORDINATOR, "since": NOW}
            db.add(Role(member_id=extra.id, club_id=other_id, **role))
    walk.opens("/console/")
    for path in pages:
        walk.opens(path)
    for path, answer in zip(pages, ("approve", "approve", "approve", "refuse"), strict=True):
        does(walk, f"{path}/{answer}", path)
    walk.opens(pages[0])


def as_coordinator(sessions, *, administers: bool) -> None:
    with sessions.begin() as db:
        if administers:
            who = db.scalars(select(Role.member_id)).first()
            db.add(Role(member_id=who, kind=RoleKind.ADMINISTRATOR, since=NOW))
        else:
            db.execute(delete(Role).where(Role.kind == RoleKind.ADMINISTRATOR))


def looks_back(walk, sessions, hua_hin) -> None:
    with sessions.begin() as db:
        nameless = Member(joined=NOW)
        db.add(nameless)
        db.flush()
        for _number in range(30):
            deeds.record(db, nameless, What.CLUB_EDITED, NOW, club=hua_hin)
    for search in ("", "?before=1", "?person=nobody", "?day=when"):
        walk.opens(f"/console/log/{search}")


def imports_people(walk) -> None:
    """Somebody like another, somebody twice, rows that are no names; too many, and too much."""
    path, names = "/console/people/import/HUAHIN", ["Anna Lee", "Anna Lee", *"123456789", "Jon Doe"]
    file = made(*([name] for name in names), sheets=("A", "B"), write=in_the_last_corner)
    walk.opens(path)
    walk.sends(path, file=(BytesIO(file), "a.xlsx"), lines="")
    mark = dict(HIDDEN.findall(walk.desk.answer.text))["mark"]
    walk.sends(path, lines="changed", mark=mark, add="1")
    for lines in (["Mary Major", "Mary Major", *"1234"], ["Mary Majorr"]):
        walk.opens(path)
        walk.sends(path, lines="\n".join(lines))
        walk.desk.sends(path, lines="\n".join(lines), add="1")
        walk.opens(path)
    walk.sends(path, lines="")
    walk.opens(path)
    walk.sends(path, lines="?\n" * 5_001)
    walk.opens(path)
    walk.sends(path, lines="a" * 10_000_001)
    walk.desk.opens(f"{path}/sample.xlsx")
    head = workbook.read(walk.desk.answer.data, 1).rows[0]
    walk.pages.append(" ".join([*head, unquote(walk.desk.answer.headers["Content-Disposition"])]))
    walk.opens("/console/parts")


def in_the_last_corner(_book, sheet) -> None:
    sheet.write("XFD1048576", "x")


def looks_after_clubs(walk, sessions) -> None:
    here = "/console/clubs/HUAHIN"
    for path in ("/console/clubs", here, f"{here}/edit", f"{here}/picture"):
        walk.opens(path)
    walk.sends(f"{here}/picture")
    uploads(walk.desk, photos.jpeg(80, 60), f"{here}/picture")
    walk.opens(here)
    does(walk, f"{here}/edit", about="By the sea", contact_name="Khru Nok")
    for model in ({}, {"model": "1"}):
        does(walk, f"{here}/model", here, **model)
    with sessions.begin() as db:
        club = Club.with_code(db, "HUAHIN")
        db.add(Group(id=1, line_group_id="C1", joined=NOW, as_of=NOW, club_id=club.id))
    for path in ("", "/picture", "/groups/1/unlink"):
        walk.opens(here + path)
    does(walk, f"{here}/groups/1/unlink")
    does(walk, f"{here}/picture/remove", f"{here}/picture")
    for path in ("/console/clubs/X01", "/console/clubs?q=ไม่มีทาง"):
        walk.opens(path)


def stands_at_the_door(walk, sessions, event_id, monkeypatch) -> None:
    """On its first day, which is over, and on its second, which has not come."""
    with sessions.begin() as db:
        event = db.get_one(Event, event_id)
        was = [(each.starts, each.ends) for each in event.sittings]
        begins = NOW.replace(microsecond=0)
        event.sittings = [
            Sitting(starts=starts, ends=starts + timedelta(hours=2))
            for starts in (begins, begins + timedelta(days=1))
        ]
        guest = db.scalars(select(Member.id).where(Member.name == "Guest coming")).one()
        today, later = (local(each.starts).date() for each in event.sittings)
    here = f"/console/events/{event_id}/door"
    walk.opens(f"/console/events/{event_id}")
    for way, typed in (
        ("in", {"person": str(guest)}),
        ("in", {"person": "999"}),
        ("walk-in", {"name": "123"}),
        ("walk-in", {"name": "Bua Dee"}),
        ("heads", {"heads": "900000"}),
        ("heads", {"heads": "7"}),
    ):
        does(walk, f"{here}/{today}/{way}", f"{here}/{today}", **typed)
    scans_tickets(walk, sessions, f"{here}/{today}/scan", event_id, monkeypatch)
    walk.opens(f"{here}/{later}/scan")
    for search in ("?q=ไม่มีทาง", ""):
        walk.opens(f"{here}/{today}{search}")
    does(walk, f"{here}/{later}/in", f"{here}/{later}", person=str(guest))
    with sessions.begin() as db:
        event = db.get_one(Event, event_id)
        event.sittings = [Sitting(starts=starts, ends=ends) for starts, ends in was]


def scans_tickets(walk, sessions, here, event_id, monkeypatch) -> None:
    """Tickets, and what is none; who came without a seat; photos that cannot be read."""
    with sessions.begin() as db:
        event = db.get_one(Event, event_id)
        other = db.scalars(select(Event).where(Event.club_id == event.club_id)).all()[-1]
        new, walked_in = Member(name="New Guest", joined=NOW), Member(name="Walk In", joined=NOW)
        db.add_all([new, walked_in])
        db.flush()
        db.add(Registration(event_id=event.id, member_id=new.id, answer=Answer.COMING, said=NOW))
        codes = [
            *(passes.ticket_words(db, event, each) for each in (new, new, walked_in)),
            passes.ticket_words(db, other, new),
            passes.door_words(db, event, local(NOW).date()),
            "nothing",
        ]
    for code in codes:
        does(walk, here, code=code)
    for photo in (None, photos.jpeg(80, 60)):
        uploads(walk.desk, photo, here)
        walk.reads()
    with monkeypatch.context() as patched:
        patched.setattr(event_scan, "PICTURES", Pace(0, timedelta(minutes=1)))
        uploads(walk.desk, photos.jpeg(80, 60), here)
        walk.reads()


def sums_up(walk, sessions, event_id) -> None:
    """It is over: counted with and without names, rated, and commented on."""
    with sessions.begin() as db:
        event = db.get_one(Event, event_id)
        was, event.starts = event.starts, NOW
        db.add(EventDay(event_id=event.id, day=NOW.date(), heads=4))
        walker = db.scalars(select(Member.id).where(Member.name == "Walker")).one()
    here = f"/console/events/{event_id}"
    walk.opens(here)
    with sessions.begin() as db:
        said = {"stars": 4, "comment": "Good", "said": NOW}
        db.add(Feedback(event_id=event_id, member_id=walker, **said))
        db.execute(update(Attendance).values(way=Way.LINK))
        db.execute(update(Member).where(Member.id == walker).values(club_id=1))
    walk.opens(here)
    with sessions.begin() as db:
        db.get_one(Event, event_id).starts = was


def takes_lists(walk, here, monkeypatch) -> None:
    """A file and a sheet to sign; what stands on the sheet is read before it is set."""
    monkeypatch.setattr(typeset, "pdf", lambda _, words: walk.pages.append(str(words)) or b"%PDF")
    for way, columns in (("xlsx", 6), ("sign-in", 6), ("sign-in", 0)):
        monkeypatch.setattr(event_lists, "COLUMNS", columns)
        walk.desk.opens(here)
        file = walk.desk.sends(f"{here}/list/{way}")
        walk.pages.append(unquote(file.headers["Content-Disposition"]))
        if way == "xlsx":
            walk.pages += [" ".join(row) for row in workbook.read(file.data, 100).rows]


def holds_events(walk, sessions, monkeypatch) -> None:
    """One is drafted, published, changed and called off; people answer it in every way."""
    new, plan_ = "/console/events/new/HUAHIN", {"title": "Walk", "days": "20 ม.ค. 69"}
    walk.opens("/console/events/")
    walk.opens("/console/events/?of=past")
    walk.opens("/console/events/calendar")
    with sessions.begin() as db:
        hidden = list(db.scalars(select(Event.id)))
    does(walk, new, **plan_, hours="ฟหกด", spot="ฟหกด")
    long = "9.00-10.00\n" * 70
    for lines in ("9.00-10.00\nTea", "? 9.00-10.00", "5 Jan 2026 9.00-9.30", "9.00-8.00", long):
        does(walk, new, **plan_, hours="9.00-11.30", topics=lines)
    for club in ("Nowhere", "Cha-am", "X\n" * 2 + "\n".join(f"X{each}" for each in range(40))):
        does(walk, new, **plan_, hours="9.00-11.30", guests=club)
    does(walk, new, **plan_, hours="9.00-11.30", capacity="3", later="1", guests="X01")
    with sessions.begin() as db:
        event = db.scalars(select(Event).where(Event.id.not_in(hidden))).one()
        here = f"/console/events/{event.id}"
    for path in (here, f"{here}/call-off", "/console/events/"):
        walk.opens(path)
    does(walk, f"{here}/publish", here)
    with sessions.begin() as db:
        people = [Member(name=f"Guest {each}", joined=NOW) for each in Answer]
        people += [Member(name="Malee", line_user_id="U77", joined=NOW)]
        db.add_all(people)
        db.flush()
        said = [*Answer, Answer.COMING]
        db.add_all(
            Registration(event_id=event.id, member_id=member.id, answer=answer, said=NOW)
            for member, answer in zip(people, said, strict=True)
        )
        db.flush()
        db.get_one(Registration, (event.id, people[0].id)).by_id = people[1].id
        db.get_one(Event, event.id).others = 2
        walker = Member(name="Walker", joined=NOW)
        db.add(walker)
        db.flush()
        day = {"event_id": event.id, "day": date(2026, 1, 20)}
        db.add(Attendance(**day, member_id=walker.id, at=NOW, way=Way.DOOR))
        club_id = db.scalar(select(Club.id).where(Club.code == "HUAHIN"))
        for member in people:
            member.club_id = club_id
    for path in (here, f"{here}/edit", f"{here}/call-off", "/console/events/"):
        walk.opens(path)
    hangs_a_picture(walk, here)
    takes_lists(walk, here, monkeypatch)
    sums_up(walk, sessions, event.id)
    stands_at_the_door(walk, sessions, event.id, monkeypatch)
    hands_questions_on(walk, here, event.id, people[0].id, sessions)
    writes_to_people(walk, sessions, event.id)
    does(walk, f"{here}/call-off")
    walk.opens("/console/events/")
    does(walk, new, **plan_, hours="9.00-11.30", plan="b" * 32)


def writes_to_people(walk, sessions, event_id: int) -> None:
    here = f"/console/events/{event_id}/messages"
    walk.opens(here)
    for typed in ("?", "6 Jan 2026", "6 Jan 2026 10.00"):
        does(walk, here, kind="reminder", moment=typed)
    does(walk, here, kind="letter", words="Walk")
    with sessions.begin() as db:
        notice = db.scalars(select(Notice).where(Notice.kind == NoticeKind.REMINDER)).one()
    does(walk, f"{here}/{notice.id}/stop", here)


def hangs_a_picture(walk, event: str) -> None:
    here = f"{event}/picture"
    walk.opens(here)
    walk.sends(here)
    uploads(walk.desk, photos.jpeg(80, 60), here)
    for path in (event, here):
        walk.opens(path)
    does(walk, f"{here}/remove", here)


def hands_questions_on(walk, here, event_id, member_id, sessions) -> None:
    with sessions.begin() as db:
        asked = {"event_id": event_id, "member_id": member_id, "asked": NOW}
        question = SpeakerQuestion(**asked, words="Why three?")
        db.add(question)
        db.flush()
    for path in (here, f"{here}/questions"):
        walk.opens(path)
    for state in ("done", "open"):
        does(walk, f"{here}/questions/{question.id}/{state}", f"{here}/questions")


def answers(walk, sessions) -> None:
    with sessions.begin() as db:
        talk = db.scalars(select(Inquiry)).one()
        talk.remarks += [Remark(from_coordinator=False, said=NOW, words="And?") for _ in range(25)]
    page = f"/console/questions/{talk.id}"
    for path in ("/console/questions", "/console/questions?answered=1", page, f"{page}?before=9"):
        walk.opens(path)
    for fields in ({"words": "a" * 1001}, {"words": ""}):
        does(walk, page, **fields)
    for paid in ({}, {"paid": "1"}):
        does(walk, page, words=f"At nine {paid}", **paid)
    spends(sessions, 300)
    walk.opens(page)
    does(walk, page, words="At nine", paid="1")
    spends(sessions, 120)
    for path in ("/console/questions", page):
        walk.opens(path)
    walk.sends(f"{page}0", words="Too late")


def spends(sessions, used: int) -> None:
    with sessions.begin() as db:
        db.execute(update(Account).values(used=used))


def polls(walk, sessions, hua_hin) -> None:
    walk.opens("/console/polls")
    known = {"draft": "ABCD2345", "question": "What now?", "choices": ["Pier", "Hall"], "most": 2}
    poll = Poll(**known, club_id=hua_hin.id, made=NOW, closes=NOW + timedelta(days=7))
    with sessions.begin() as db:
        db.add(poll)
    here = f"/console/polls/{poll.id}"
    for path in ("/console/polls", here):
        walk.opens(path)
    does(walk, f"{here}/close", here)
    walk.opens("/console/polls")


def decides(walk, sessions) -> None:
    with sessions.begin() as db:
        first = db.scalars(select(Opening)).one()
        known = {"kind": Kind.TOWN, "contact_name": "Malee", "contact_phone": "081-234-5678"}
        asker = Member(joined=NOW)
        db.add(asker)
        db.flush()
        taken = Opening(
            name="Hua Hin", province="ประจวบคีรีขันธ์", asked=NOW, asked_by=asker.id, **known
        )
        other = Opening(name="Sea", province="เพชรบุรี", asked=NOW, **known)
        db.add_all([taken, other])
    for number in (first.id, taken.id):
        walk.opens(f"/console/openings/{number}")
    walk.opens("/console/openings")
    does(walk, f"/console/openings/{first.id}/approve", f"/console/openings/{first.id}")
    does(
        walk, f"/console/openings/{other.id}/refuse", f"/console/openings/{other.id}", why="a" * 501
    )
    does(walk, f"/console/openings/{other.id}/refuse", f"/console/openings/{other.id}", why="Late")
    walk.desk.opens(f"/console/openings/{taken.id}")
    with sessions.begin() as db:
        db.get_one(Opening, taken.id).decided = NOW
    walk.sends(f"/console/openings/{taken.id}/refuse", why="No letter")
    walk.opens("/console/openings")


def does(walk, path: str, page: str | None = None, **fields: str) -> None:
    """Send the form of a page, and read what comes of it."""
    walk.desk.opens(page or path)
    walk.sends(path, **fields)
    if walk.desk.answer.status_code == HTTPStatus.SEE_OTHER:
        walk.opens(walk.desk.answer.headers["Location"])


def leaves_something_typed(walk, phone, clock) -> None:
    clock.moves(seconds=IDLE.total_seconds())
    walk.sends("/console/parts", name="New")
    walk.opens(walk.desk.answer.headers["Location"])
    enters(walk, phone)
    for path in ("/console/", "/console/parts"):
        walk.opens(path)


def protects_herself(walk, phone, clock) -> None:
    """With a code app and with as many passkeys as there may be; in the end with none."""
    walk.opens("/console/account")
    elsewhere = Walk(walk.desk.client.application, walk.language)
    elsewhere.desk.address = "http://127.0.0.1"
    enters(elsewhere, phone, proves=False)
    elsewhere.opens("/console/account")
    sets_up_an_app(walk, clock)
    keys = [Authenticator("http://localhost", "localhost") for _ in range(passkeys.MOST + 1)]
    for key in keys:
        adds(walk, key)
    walk.opens("/console/account")
    enters(walk, phone, proves=False)
    walk.opens("/console/second")
    for _try in range(guessing.OF_ONE + 1):
        walk.sends("/console/second/code", digits="")
    walk.sends("/console/second/passkey")
    options = json.loads(walk.desk.sends("/console/second/passkey/options").text)
    walk.opens("/console/second")
    walk.sends("/console/second/passkey", credential=keys[0].show(options))
    removes_all(walk)
    walk.pages += elsewhere.pages


def sets_up_an_app(walk, clock) -> None:
    walk.sends("/console/keys/app")
    walk.opens("/console/keys/app")
    secret = re.search(r'class="digits">([A-Z2-7 ]+)<', walk.desk.answer.text)[1]
    app = pyotp.TOTP(secret.replace(" ", ""))
    walk.sends("/console/keys/app/confirm", digits="")
    walk.sends("/console/keys/app/confirm", digits=app.at(clock()))
    walk.opens("/console/account")
    walk.sends("/console/keys/app")


def adds(walk, key: Authenticator) -> None:
    walk.opens("/console/account")
    options = json.loads(walk.desk.sends("/console/keys/options").text)
    walk.desk.opens("/console/account")
    walk.sends("/console/keys", credential=key.make(options))


def removes_all(walk) -> None:
    walk.opens("/console/account")
    walk.sends("/console/keys/app/remove")
    walk.opens("/console/account")
    for key in re.findall(r'name="passkey" value="([^"]+)"', walk.desk.answer.text):
        walk.sends("/console/keys/remove", passkey=key)
        walk.opens("/console/account")


def helps_somebody(walk, sessions) -> None:
    with sessions.begin() as db:
        people = [Member(name=f"Somebody {number:02}", joined=NOW) for number in range(26)]
        db.add_all(people)
        db.flush()  # for their ids
        lost = {"public_key": b"", "uses": 0, "added": NOW}
        db.add_all(Passkey(id=each.name, member_id=each.id, **lost) for each in people)
    walk.opens("/console/lost")
    member = re.search(r'name="member" value="(\d+)"', walk.desk.answer.text)[1]
    walk.sends("/console/lost", member=member)
    walk.opens("/console/lost?q=nobody")


def lets_another_machine_in(walk, phone) -> None:
    other = Walk(walk.desk.client.application, walk.language)
    other.opens("/console/enter")
    other.sends("/console/screen")
    other.opens("/console/screen")
    phone.says(re.search(r"(?:เข้าหน้าจัดการ|Open console) \d{3} \d{3}", other.pages[-1])[0])
    phone.presses("Confirm" if walk.language == "en" else "ยืนยัน")
    other.opens("/console/screen")
    other.sends("/console/screen/enter")
    walk.pages += other.pages
    walk.opens("/console/account")
    machine = re.search(r'name="machine" value="(\w+)"', walk.desk.answer.text)[1]
    walk.sends("/console/account/leave", machine=machine)
    walk.opens("/console/account")


def looks_after_people(walk, sessions, hua_hin) -> None:
    for path in ("", "?q=Khru", "?q=ไม่มีทาง", "?club=X00", "?club=HUAHIN"):
        walk.opens(f"/console/people/{path}")
    walk.sends("/console/people/invite/HUAHIN", kind="coach")
    walk.opens("/console/people/?club=HUAHIN")
    walk.sends("/console/people/invite/HUAHIN", kind="hers")
    for path in ("", "/csv"):
        walk.desk.opens("/console/people/?club=HUAHIN")
        file = walk.desk.sends(f"/console/people/export/HUAHIN{path}")
        walk.pages.append(unquote(file.headers["Content-Disposition"]))
    walk.opens("/console/people/doubles/HUAHIN")
    walk.opens("/console/people/new/HUAHIN")
    walk.sends("/console/people/new/HUAHIN", names="Somchai Jaide\n123\nSomchai Jaide\nBua Dee")
    walk.sends("/console/people/new/HUAHIN", names="Bua Dee")
    walk.opens("/console/people/?club=HUAHIN")
    with sessions.begin() as db:
        member = db.scalars(select(Member).where(Member.name.is_(None))).first()
        member.name, member.following, member.consented = "Somchai Jaidee", False, None
        name = db.scalars(select(Member.id).where(Member.name == "Bua Dee")).one()
        person, alone = member.id, Member(name="Dao Dee", joined=NOW)
        db.add(alone)
        for event, answer in zip(db.scalars(select(Event.id)), Answer, strict=False):
            said = {"event_id": event, "member_id": person, "said": NOW}
            db.add(Registration(answer=answer, **said))
        db.flush()  # her page is named after her id
        lone = alone.id
    for path in ("?club=HUAHIN", "doubles/HUAHIN", person, name, lone, f"{name}/remove"):
        walk.opens(f"/console/people/{path}")
    hands_over(walk, sessions, person)
    walk.sends(f"/console/people/{person}/name", name="Bua")
    walk.sends(f"/console/people/{name}/name", name="Bua Deemak")
    walk.opens(f"/console/people/{name}")
    walk.sends(f"/console/people/{name}/roles", kind="coach")
    for _once in range(2):
        walk.opens(f"/console/people/{person}")
        walk.sends(f"/console/people/{person}/roles", kind="coach")
    walk.opens(f"/console/people/{person}")
    role = re.search(rf"/console/people/{person}/roles/(\d+)", walk.desk.answer.text)[0]
    for path in (role, f"/console/people/{name}/remove", f"/console/people/{person}/delete"):
        walk.opens(path)
        walk.sends(path)
        walk.opens(walk.desk.answer.headers["Location"])


def hands_over(walk, sessions, person) -> None:
    """Her duty in Hua Hin, while she administers; and what she would see without any."""
    with sessions.begin() as db:
        hers = list(db.execute(select(Role.member_id, Role.club_id, Role.kind)))
        club_id = db.scalar(select(Club.id).where(Club.code == "HUAHIN"))
        db.get_one(Member, person).club_id = club_id
    walk.opens(f"/console/people/{person}")
    page = f"/console/people/{person}/hand-over"
    walk.opens(page)
    does(walk, page)
    with sessions.begin() as db:
        db.execute(delete(Role).where(Role.member_id == person))
        for member_id, club, kind in hers:
            if kind is RoleKind.COORDINATOR and club == club_id:
                db.add(Role(member_id=member_id, club_id=club, kind=kind, since=NOW))


def enters(walk, phone, *, proves: bool = True) -> None:
    path = way_in(phone)
    walk.opens(path)
    walk.sends(path)
    if proves:
        prove(walk.desk.client.application, phone)
    walk.opens(path)
    walk.opens("/console/")


def fills(walk, **fields: str) -> None:
    whole = {"name": "", "day": "", "kind": "ไม่มี", "about": "", **fields}
    if fields:
        whole["kind"] = Kind.TOWN.value
    walk.desk.opens("/console/parts")
    walk.sends("/console/parts", **whole)


def shown(text: str, said: str) -> bool:
    return bool(re.search(".+?".join(map(re.escape, HOLE.split(text))), said))


def test_the_walk_shows_every_text_in_one_language(
    walk, both, somchai, sessions, hua_hin, monkeypatch, loses_her_duty, clock
):
    goes_everywhere(walk, both, somchai, sessions, hua_hin, monkeypatch, loses_her_duty, clock)
    said = "\n".join(walk.pages)
    with speaking(walk.language):
        assert {text for text in texts() - UNSEEN if not shown(_(text), said)} == set()
    if walk.language == "en":
        for data in sorted(DATA, key=len, reverse=True):
            said = said.replace(data, "")
        assert [line for line in said.split("\n") if THAI.search(line)] == []
