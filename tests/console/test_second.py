"""The second step: passkeys, code apps, who needs one, and what happens when it is lost."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from threading import Barrier
from urllib.parse import urlencode

import pyotp
import pytest
from sqlalchemy import func, select

from app import create_app
from bot import duties, guessing
from handlers.member import pages
from models import Attempt, CodeApp, ConsoleSession, Member, Passkey
from tests.console.authenticator import Authenticator
from tests.console.conftest import Desk
from tests.planning import found

SECOND, ACCOUNT, APP, LOST = (
    "/console/second",
    "/console/account",
    "/console/keys/app",
    "/console/lost",
)
UNPROVEN, LEAD = "ยังยืนยันด้วยพาสคีย์ไม่ได้ค่ะ", "คุณเป็นผู้ดูแลระบบค่ะ"


class Machine(Desk):
    """A browser on a machine that keeps a passkey, beside a phone with a code app."""

    def __init__(self, app) -> None:
        super().__init__(app)
        self.authenticator, self.secret = Authenticator(), ""

    def comes(self, phone) -> "Machine":
        """Sign in by the link alone."""
        self.enters(phone, proves=False)
        return self

    def is_asked(self, path: str) -> dict:
        self.opens(ACCOUNT if "keys" in path else SECOND)
        return json.loads(self.sends(path).text)

    def adds_a_passkey(self) -> int:
        made = self.authenticator.make(self.is_asked("/console/keys/options"))
        self.opens(ACCOUNT)
        return self.sends("/console/keys", credential=made).status_code

    def shows_the_passkey(self) -> int:
        shown = self.authenticator.show(self.is_asked(f"{SECOND}/passkey/options"))
        return self.says_it_is(shown)

    def says_it_is(self, shown: str) -> int:
        self.opens(SECOND)
        return self.sends(f"{SECOND}/passkey", credential=shown).status_code

    def begins_an_app(self) -> None:
        self.opens(ACCOUNT)
        self.sends(APP)
        self.opens(APP)
        self.secret = re.search(r'class="digits">([A-Z2-7 ]+)<', self.answer.text)[1].replace(
            " ", ""
        )

    def adds_an_app(self, clock) -> int:
        self.begins_an_app()
        return self.sends(f"{APP}/confirm", digits=self.digits(clock)).status_code

    def digits(self, clock, **aside) -> str:
        return pyotp.TOTP(self.secret).at(clock(), **aside)

    def tells(self, digits: str) -> int:
        self.opens(SECOND)
        return self.sends(f"{SECOND}/code", digits=digits).status_code

    @property
    def inside(self) -> bool:
        return self.opens("/console/").status_code == 200


def first(path: str) -> str:
    """Where she is asked for her second factor before that page."""
    return f"{SECOND}?{urlencode({'then': path}, safe='/')}"


def way(machine: Machine, how: str) -> str:
    """Where the form of the open page is sent."""
    return unescape(re.search(rf'action="({SECOND}/{how}[^"]*)"', machine.answer.text)[1])


@pytest.fixture
def machine(app) -> Machine:
    return Machine(app)


@pytest.fixture
def protected(app, wipa) -> Machine:
    """Wipa's own machine, with a passkey."""
    machine = Machine(app).comes(wipa)
    assert machine.adds_a_passkey() == 303
    return machine


@pytest.fixture
def with_app(app, wipa, clock) -> Machine:
    """The code app of Wipa, whose machine knows no passkeys."""
    machine = Machine(app).comes(wipa)
    assert machine.adds_an_app(clock) == 303
    clock.moves(minutes=1)
    return machine


def test_a_coordinator_needs_none(machine, khru_nok):
    assert machine.comes(khru_nok).inside
    assert LEAD not in machine.reads()
    machine.opens(ACCOUNT)
    assert "เพิ่มได้ถ้าต้องการ" in machine.reads()


def test_an_administrator_is_led_to_one_and_until_then_opens_nothing_else(machine, wipa):
    machine.comes(wipa)
    assert machine.answer.headers["Location"] == ACCOUNT
    machine.follows()
    assert "ผู้ดูแลระบบดูแลข้อมูลของทุกชมรม จึงต้องยืนยันตัวเองอีกชั้น" in machine.reads()
    for path in ("/console/", "/console/nowhere", LOST):
        assert machine.opens(path).headers["Location"] == ACCOUNT
    assert machine.opens("/console/menu").status_code == 200
    assert LEAD in machine.reads()


def test_until_then_she_may_what_a_coordinator_of_her_clubs_may(machine, khru_nok, run, sessions):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    assert machine.comes(khru_nok).inside
    assert LEAD in machine.reads()
    assert machine.opens(LOST).status_code == 404
    assert machine.adds_a_passkey() == 303
    assert machine.inside
    assert LEAD not in machine.reads()
    assert machine.opens(LOST).status_code == 200


def test_with_a_passkey_she_administers(protected, works, wipa):
    assert "เพิ่มพาสคีย์ของเครื่องนี้แล้วค่ะ" in protected.follows().text
    assert protected.inside
    works()
    wipa.sees("เพิ่มวิธียืนยันตัวตนสำหรับหน้าจัดการชมรมแล้วค่ะ")


def test_whoever_has_one_is_asked_for_it_and_nothing_else_opens(protected, wipa, app):
    thief = Machine(app).comes(wipa)
    assert thief.opens("/console/").headers["Location"] == SECOND
    for path in (ACCOUNT, "/console/menu", APP, LOST, "/console/nowhere"):
        assert thief.opens(path).headers["Location"] == first(path)
    thief.opens(SECOND)
    assert "ยืนยันว่าเป็นคุณ" in thief.reads()
    for path in (
        "/console/keys",
        "/console/keys/options",
        "/console/keys/remove",
        APP,
        f"{APP}/remove",
    ):
        thief.opens(SECOND)
        assert thief.sends(path).headers["Location"] == SECOND
    thief.opens(SECOND)
    assert thief.sends("/console/leave").status_code == 303


def test_her_passkey_opens_the_rest(protected, wipa, app):
    later = Machine(app).comes(wipa)
    later.authenticator = protected.authenticator
    assert later.shows_the_passkey() == 303
    assert later.inside
    assert later.opens(SECOND).headers["Location"] == "/console/"


def test_her_passkey_opens_the_page_that_she_wanted(protected, wipa, app):
    later = Machine(app).comes(wipa)
    later.authenticator = protected.authenticator
    later.opens("/console/people/?club=HUAHIN&page=2")
    asked = later.answer.headers["Location"]
    later.is_asked(f"{SECOND}/passkey/options")
    later.opens(asked)
    assert later.sends(way(later, "passkey"), credential="").status_code == 200
    shown = later.authenticator.show(later.is_asked(f"{SECOND}/passkey/options"))
    later.opens(asked)
    later.sends(way(later, "passkey"), credential=shown)
    assert later.answer.headers["Location"] == "/console/people/?club=HUAHIN&page=2"


def test_a_code_opens_it_as_well_even_after_a_wrong_one(with_app, wipa, clock):
    with_app.comes(wipa).opens(LOST)
    with_app.follows()
    with_app.sends(way(with_app, "code"), digits="000000")
    assert with_app.answer.status_code == 200
    with_app.sends(way(with_app, "code"), digits=with_app.digits(clock))
    assert with_app.answer.headers["Location"] == LOST
    assert with_app.follows().status_code == 200


def test_a_form_that_was_sent_too_early_leads_back_to_its_page(with_app, wipa, clock):
    page = "/console/clubs/HUAHIN/edit"
    with_app.comes(wipa).opens(SECOND)
    with_app.sends(page, draft=f"{page} {page}", about="ริมทะเล")
    assert with_app.answer.headers["Location"] == first(page)
    with_app.follows()
    with_app.sends(way(with_app, "code"), digits=with_app.digits(clock))
    assert with_app.answer.headers["Location"] == page


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.test",
        "///evil.test",
        "https:evil.test",
        "https://evil.test/console/lost",
        "javascript:alert(1)",
        "\\\\evil.test",
        "/\\evil.test",
        "/console/\\evil.test",
        "/console//evil.test",
        "/console/..//evil.test",
        "/console/../callback",
        "/console/lost/%2e%2e/%2e%2e/callback",
        "/console/lost\nSet-Cookie: a=b",
        "/console/lost?a=b\r\n",
        "/consoles/lost",
        "/callback",
        "console/lost",
        " /console/lost",
        "/console/lost?" + "a" * 500,
    ],
)
def test_nothing_leads_out_of_the_console(with_app, wipa, clock, elsewhere):
    with_app.comes(wipa).opens(first(elsewhere))
    assert with_app.answer.status_code == 200
    assert elsewhere not in with_app.answer.text
    assert with_app.sends(f"{SECOND}/code?{urlencode({'then': elsewhere})}").status_code == 200
    digits = with_app.digits(clock)
    with_app.sends(f"{SECOND}/code?{urlencode({'then': elsewhere})}", digits=digits)
    assert with_app.answer.headers["Location"] == "/console/"
    assert with_app.opens(first(elsewhere)).headers["Location"] == "/console/"


def test_it_is_asked_for_with_each_sign_in(protected, wipa, app):
    for _ in range(2):
        later = Machine(app).comes(wipa)
        assert not later.inside
        later.authenticator = protected.authenticator
        assert later.shows_the_passkey() == 303
        assert later.inside


@pytest.mark.parametrize(
    "other",
    [
        Authenticator(origin="https://club.test.evil.test"),
        Authenticator(origin="http://club.test"),
        Authenticator(name="evil.test"),
    ],
)
def test_a_passkey_is_for_our_own_address_alone(machine, wipa, other, sessions):
    machine.comes(wipa)
    machine.authenticator = other
    assert machine.adds_a_passkey() == 200
    assert UNPROVEN in machine.reads()
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(Passkey)) == 0


def test_what_was_signed_for_another_address_opens_nothing(protected, wipa, app):
    later = Machine(app).comes(wipa)
    later.authenticator = protected.authenticator
    later.authenticator.origin = "https://club.test.evil.test"
    assert later.shows_the_passkey() == 200
    assert UNPROVEN in later.reads()
    assert not later.inside


def test_what_was_signed_once_opens_nothing_again(protected, wipa, app):
    first, second = Machine(app).comes(wipa), Machine(app).comes(wipa)
    shown = protected.authenticator.show(first.is_asked(f"{SECOND}/passkey/options"))
    assert first.says_it_is(shown) == 303
    second.is_asked(f"{SECOND}/passkey/options")
    assert second.says_it_is(shown) == 200
    assert not second.inside


def test_a_challenge_is_asked_once_even_in_vain(protected, wipa, app):
    later = Machine(app).comes(wipa)
    shown = protected.authenticator.show(later.is_asked(f"{SECOND}/passkey/options"))
    assert later.says_it_is("") == 200
    assert later.says_it_is(shown) == 200
    assert not later.inside


def test_a_copy_that_counts_behind_opens_nothing(protected, wipa, app, sessions):
    with sessions.begin() as db:
        db.scalars(select(Passkey)).one().uses = 9
    later = Machine(app).comes(wipa)
    later.authenticator = protected.authenticator
    assert later.shows_the_passkey() == 200


def test_another_s_passkey_opens_nothing(protected, wipa, khru_nok, app):
    machine = Machine(app).comes(khru_nok)
    machine.adds_a_passkey()
    later = Machine(app).comes(khru_nok)
    later.authenticator = protected.authenticator
    assert later.shows_the_passkey() == 200
    assert not later.inside


@pytest.mark.parametrize("told", ["", "{}", "[]", '{"id": "x"}', "ก", '{"id": 1, "response": 2}'])
def test_nonsense_is_answered_kindly(protected, wipa, app, told):
    later = Machine(app).comes(wipa)
    later.is_asked(f"{SECOND}/passkey/options")
    assert later.says_it_is(told) == 200
    assert UNPROVEN in later.reads()
    protected.is_asked("/console/keys/options")
    protected.opens(ACCOUNT)
    assert protected.sends("/console/keys", credential=told).status_code == 200


def test_a_passkey_is_removed_by_its_owner_alone(protected, wipa, khru_nok, app, sessions):
    with sessions.begin() as db:
        passkey = db.scalars(select(Passkey.id)).one()
    stranger = Machine(app).comes(khru_nok)
    stranger.opens(ACCOUNT)
    stranger.sends("/console/keys/remove", passkey=passkey)
    assert not Machine(app).comes(wipa).inside
    protected.opens(ACCOUNT)
    protected.sends("/console/keys/remove", passkey=passkey)
    assert "ลบพาสคีย์นั้นแล้วค่ะ" in protected.follows().text
    assert Machine(app).comes(wipa).answer.headers["Location"] == ACCOUNT


def test_a_code_app_serves_as_well(with_app, wipa, app, clock):
    assert with_app.inside
    later = Machine(app).comes(wipa)
    assert not later.inside
    assert later.tells(with_app.digits(clock)) == 303
    assert later.inside


@pytest.mark.parametrize(("aside", "status"), [(-2, 200), (-1, 303), (1, 303), (2, 200)])
def test_its_clock_may_be_half_a_minute_wrong(with_app, wipa, app, clock, aside, status):
    later = Machine(app).comes(wipa)
    assert later.tells(with_app.digits(clock, counter_offset=aside)) == status


def test_digits_count_once(with_app, wipa, app, clock):
    digits = with_app.digits(clock)
    assert Machine(app).comes(wipa).tells(digits) == 303
    assert Machine(app).comes(wipa).tells(digits) == 200


def test_digits_count_once_on_two_machines_at_the_same_moment(with_app, wipa, app, clock):
    machines = [Machine(app).comes(wipa) for _ in range(2)]
    for each in machines:
        each.opens(SECOND)
    digits, ready = with_app.digits(clock), Barrier(2)

    def tell(machine):
        ready.wait()
        return machine.sends(f"{SECOND}/code", digits=digits).status_code

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(tell, machines)) == [200, 303]


def test_digits_cannot_be_tried_out(with_app, wipa, app, clock, sessions):
    later = Machine(app).comes(wipa)
    right = with_app.digits(clock)
    for number in range(guessing.OF_ONE):
        assert later.tells(f"{(int(right) + number + 1) % 10**6:06}") == 200
        assert "รหัสไม่ตรงค่ะ" in later.reads()
    assert Machine(app).comes(wipa).tells(right) == 200
    assert later.tells(right) == 200
    assert "รอ 15 นาทีแล้วลองใหม่นะคะ" in later.reads()
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(Attempt)) == guessing.OF_ONE
    clock.moves(seconds=guessing.WINDOW.total_seconds())
    assert later.tells(with_app.digits(clock)) == 303


def test_an_app_counts_once_it_has_shown_its_digits(machine, wipa, clock, app):
    machine.comes(wipa)
    machine.begins_an_app()
    assert machine.sends(f"{APP}/confirm", digits="12").status_code == 200
    assert "รหัสไม่ตรงค่ะ" in machine.reads()
    assert Machine(app).comes(wipa).answer.headers["Location"] == ACCOUNT
    machine.opens(APP)
    thai = machine.digits(clock).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert machine.sends(f"{APP}/confirm", digits=f"{thai[:3]} {thai[3:]}").status_code == 303
    assert not Machine(app).comes(wipa).inside
    assert machine.opens(APP).headers["Location"] == ACCOUNT
    machine.opens(ACCOUNT)
    machine.sends(f"{APP}/remove")
    assert "ลบแอปรหัสแล้วค่ะ" in machine.follows().text


def test_its_secret_is_shown_where_it_is_set_up_and_nowhere_else(machine, wipa, clock, app):
    thief = Machine(app).comes(wipa)
    machine.comes(wipa).begins_an_app()
    assert thief.opens(APP).headers["Location"] == ACCOUNT
    thief.opens(ACCOUNT)
    assert thief.sends(f"{APP}/confirm", digits="12").headers["Location"] == ACCOUNT
    assert machine.opens(APP).status_code == 200
    assert machine.sends(f"{APP}/confirm", digits=machine.digits(clock)).status_code == 303
    assert machine.inside
    assert thief.opens("/console/").headers["Location"] == SECOND


def test_rows_alone_make_no_digits(with_app, wipa, clock, sessions, settings, app):
    with sessions.begin() as db:
        kept = db.scalars(select(CodeApp)).one()
        assert with_app.secret not in f"{kept.salt} {kept.step}"
    moved = replace(settings, secret_key="another key of a server")
    later = Machine(create_app(moved, reply_threads=0, now=clock)).comes(wipa)
    assert later.tells(with_app.digits(clock)) == 200


def test_another_administrator_helps_whoever_lost_hers(protected, khru_nok, wipa, app, works, run):
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    helper = Machine(app).comes(khru_nok)
    helper.adds_a_passkey()
    helper.opens(f"{LOST}?q=ดูแล")
    member = re.search(r'name="member" value="(\d+)"', helper.answer.text)[1]
    helper.sends(LOST, member=member)
    assert "ล้างพาสคีย์และแอปรหัสของ วิภา ดูแลดี แล้วค่ะ" in helper.follows().text
    assert "ไม่พบคนที่ตั้งการยืนยันอีกชั้นไว้ค่ะ" in helper.reads()
    assert not protected.inside
    works()
    wipa.sees("ล้างพาสคีย์และแอปรหัสของคุณแล้วค่ะ")
    assert Machine(app).comes(wipa).answer.headers["Location"] == ACCOUNT


def test_an_app_that_never_showed_its_digits_is_nothing_to_have_lost(protected, khru_nok, app):
    began = Machine(app).comes(khru_nok)
    began.begins_an_app()
    protected.opens(LOST)
    assert protected.answer.status_code == 200
    assert 'name="member"' not in protected.answer.text


def test_nobody_else_does(protected, khru_nok, wipa, app, sessions):
    coordinator = Machine(app).comes(khru_nok)
    coordinator.adds_a_passkey()
    with sessions.begin() as db:
        hers = db.scalars(select(Passkey.member_id).order_by(Passkey.added)).first()
    assert coordinator.opens(LOST).status_code == 404
    coordinator.opens("/console/")
    assert coordinator.sends(LOST, member=str(hers)).status_code == 404
    protected.opens(LOST)
    assert protected.sends(LOST, member=str(hers)).status_code == 409
    assert protected.sends(LOST, member="x").status_code in {400, 409}
    assert protected.inside


def test_the_server_helps_the_only_administrator(protected, run, app):
    address = run("console-link", "--forget").strip().removeprefix("https://club.test")
    assert not protected.inside
    later = Machine(app)
    later.opens(address)
    later.sends(address)
    assert later.follows().headers["Location"] == ACCOUNT


def test_a_link_from_the_server_alone_does_not_replace_it(protected, run, app):
    address = run("console-link").strip().removeprefix("https://club.test")
    later = Machine(app)
    later.opens(address)
    later.sends(address)
    assert later.follows().headers["Location"] == SECOND


def test_with_her_last_duty_go_her_passkeys(protected, wipa, khru_nok, run, sessions):
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    with sessions.begin() as db:
        signed_in = db.scalars(select(ConsoleSession)).one()
        duties.end_all(db, signed_in.member, signed_in.began)
    assert protected.opens("/console/").headers["Location"] == "/console/enter"
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(Passkey)) == 0


def test_they_stand_in_her_own_file(protected, sessions):
    with sessions.begin() as db:
        hers = db.get_one(Member, db.scalars(select(Passkey.member_id)).one())
        told = dict(pages.everything(db, hers))
    assert len(told["พาสคีย์และแอปรหัสของหน้าจัดการชมรม"]) == 1


def test_in_a_trial_under_a_number_it_says_where_passkeys_work(settings, clock, tmp_path, wipa):
    trial = create_app(replace(settings, clock_file=tmp_path / "clock"), reply_threads=0, now=clock)
    for host, works in (("127.0.0.1:8000", False), ("localhost:8000", True)):
        machine = Machine(trial)
        machine.address = f"http://{host}"
        machine.comes(wipa).opens(ACCOUNT)
        assert ("ใช้ได้เมื่อเปิดที่ http://localhost:8000" in machine.reads()) != works
        assert ("เพิ่มพาสคีย์ของเครื่องนี้" in machine.reads()) == works
        machine.authenticator = Authenticator(f"http://{host}", "localhost")
        machine.opens("/console/menu")
        assert (machine.sends("/console/keys/options").status_code == 200) == works


def test_a_second_step_of_another_site_is_refused(protected, wipa, app):
    later = Machine(app).comes(wipa)
    for path in (f"{SECOND}/passkey", f"{SECOND}/passkey/options", f"{SECOND}/code"):
        assert later.posts(path).status_code == 400
    assert not later.inside
