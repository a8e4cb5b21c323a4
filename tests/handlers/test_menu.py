"""Rich menus: drawn here, published without a gap, and shown by role."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from bot import menus, typeset
from bot.line import LineApi
from handlers.menu import actions, cards
from models import Errand
from simulator import rich_menus
from tests.conftest import joins

NAMES = sorted(cards.AREAS)
STEPS = ["create_menu", "show_menu_to_all", "link_menu", "delete_menu"]


@pytest.fixture
def published(run):
    return run("richmenu", "publish")


def seen_by(phone):
    """The name of the menu below this person's chat, as far as it says whose it is."""
    with phone.simulator.store.begin() as step:
        menu = rich_menus.shown(step, phone.user_id)
    return menu and menu["name"].split()[1]


def code_on(phone):
    """The code that stands as the title of the newest card."""
    return phone.messages()[-1]["contents"]["body"]["contents"][0]["text"]


def at_line(simulator):
    with simulator.store.begin() as step:
        return rich_menus.everything(step)


def redrawn(monkeypatch):
    """The program has a new version, which says something else."""
    monkeypatch.setattr(cards, "CHAT_BAR", "เมนูใหม่")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_the_size_that_line_wants_and_weighs_less_than_it_allows(name):
    data = cards.picture(name)
    assert len(data) < 1_000_000
    drawn = Image.open(io.BytesIO(data))
    assert (drawn.format, drawn.size) == ("PNG", (2500, 1686))


@pytest.mark.parametrize("name", NAMES)
def test_six_areas_cover_the_whole_picture_and_none_another(name):
    bounds = [area["bounds"] for area in cards.menu(name)["areas"]]
    assert len(bounds) == 6
    assert sum(each["width"] * each["height"] for each in bounds) == 2500 * 1686
    assert len({(each["x"], each["y"]) for each in bounds}) == 6


def test_nothing_is_published_where_thai_cannot_be_set(run, simulator, monkeypatch, tmp_path):
    monkeypatch.setattr(typeset, "FONTS", tmp_path)
    assert "Sarabun" in run("richmenu", "publish", fails=True)
    assert at_line(simulator) == []


def test_a_line_that_refuses_is_named(run, simulator):
    simulator.add_fault("any", "error-before")
    assert "LINE ไม่รับเมนู" in run("richmenu", "publish", fails=True)


def test_each_sees_the_menu_of_her_role(khru_nok, malee, published):
    malee.adds_the_bot()
    assert [seen_by(khru_nok), seen_by(malee)] == ["coordinators", "members"]


@pytest.mark.parametrize(
    ("name", "area"), [(name, area) for name in NAMES for area in cards.AREAS[name]]
)
def test_every_word_is_one_that_the_bot_knows(khru_nok, malee, hua_hin, name, area):
    phone = khru_nok if name == menus.COORDINATORS else malee
    if phone is malee:
        phone.adds_the_bot()
        joins(phone)
    phone.says("ฟหกดฟหกด")
    at_a_loss = phone.screen()
    phone.says(area.says)
    assert phone.screen() not in ("", at_a_loss)


def test_published_twice_nothing_is_made_again(run, simulator, published):
    before = at_line(simulator)
    assert "เผยแพร่เมนูแล้ว" in published
    assert "เมนูยังเหมือนเดิม" in run("richmenu", "publish")
    assert at_line(simulator) == before


def test_a_menu_that_line_lost_is_made_again(run, simulator, malee, published):
    malee.adds_the_bot()
    with simulator.store.begin() as step:
        for menu in rich_menus.everything(step):
            rich_menus.delete(step, menu["richMenuId"])
    assert "members" in run("richmenu", "publish")
    assert seen_by(malee) == "members"


def test_nobody_is_without_a_menu_while_it_is_renewed(
    run, simulator, khru_nok, malee, published, monkeypatch
):
    malee.adds_the_bot()
    seen = []
    asked = LineApi._send

    def looked_at(line, *call):
        answer = asked(line, *call)
        seen.append((seen_by(khru_nok), seen_by(malee)))
        return answer

    redrawn(monkeypatch)
    monkeypatch.setattr(LineApi, "_send", looked_at)
    run("richmenu", "publish")
    assert set(seen) == {("coordinators", "members")}
    assert [menu["chatBarText"] for menu in at_line(simulator)] == ["เมนูใหม่"] * 2


def test_a_menu_that_somebody_else_made_stays(run, simulator, published, monkeypatch):
    theirs = cards.menu(menus.MEMBERS) | {"name": "Songkran"}
    with simulator.store.begin() as step:
        rich_menus.create(step, theirs)
    redrawn(monkeypatch)
    run("richmenu", "publish")
    assert sorted(menu["name"].split()[0] for menu in at_line(simulator)) == [
        "Songkran",
        "strong",
        "strong",
    ]


class Killed(BaseException):
    """As a process that ends between two lines."""


@pytest.mark.parametrize("late", [False, True], ids=["before LINE took it", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_and_run_again_it_ends_clean(
    deployment, simulator, khru_nok, published, monkeypatch, step, late
):
    redrawn(monkeypatch)
    whole = getattr(LineApi, step)

    def killed(line, *call):
        if late:
            whole(line, *call)
        raise Killed

    with monkeypatch.context() as once:
        once.setattr(LineApi, step, killed)
        with pytest.raises(Killed):
            actions.publish(deployment)
    assert seen_by(khru_nok)
    actions.publish(deployment)
    assert [menu["chatBarText"] for menu in at_line(simulator)] == ["เมนูใหม่"] * 2
    assert seen_by(khru_nok) == "coordinators"


def test_who_becomes_a_coordinator_is_shown_her_menu(malee, hua_hin, run, works, published):
    malee.adds_the_bot()
    joins(malee)
    malee.says(run("invite", "--role", "coordinator", "--club", "HUAHIN").split()[0])
    assert seen_by(malee) == "members"  # until the worker has done its errand
    works()
    assert seen_by(malee) == "coordinators"


def test_who_hands_over_is_shown_the_menu_of_members(khru_nok, malee, works, published):
    malee.adds_the_bot()
    joins(malee)
    khru_nok.says("ส่งต่อหน้าที่")
    khru_nok.presses("ยืนยัน")
    malee.says(code_on(khru_nok))
    works()
    assert [seen_by(khru_nok), seen_by(malee)] == ["members", "coordinators"]


def test_who_comes_back_is_shown_her_menu_again(khru_nok, works, published):
    khru_nok.blocks_the_bot()
    khru_nok.unblocks_the_bot()
    assert seen_by(khru_nok) == "members"
    works()
    assert seen_by(khru_nok) == "coordinators"


def test_a_line_that_is_away_shows_the_menu_later(
    khru_nok, malee, simulator, works, clock, published
):
    malee.adds_the_bot()
    joins(malee)
    khru_nok.says("เชิญผู้ประสานงาน")
    malee.says(code_on(khru_nok))
    simulator.add_fault("bulk_link", "error-before")
    works()
    assert seen_by(malee) == "members"
    clock.moves(minutes=1)
    works()
    assert seen_by(malee) == "coordinators"


def test_without_published_menus_nothing_is_asked_of_line(khru_nok, simulator, sessions, works):
    works()
    assert not [call for call in simulator.calls if "richmenu" in call["path"]]
    with sessions.begin() as db:
        assert db.scalars(select(Errand)).all() == []


def test_who_deletes_herself_keeps_no_menu_and_nothing_of_hers_stays(
    khru_nok, malee, sessions, works, published
):
    malee.adds_the_bot()
    joins(malee)
    khru_nok.says("เชิญผู้ประสานงาน")
    malee.says(code_on(khru_nok))
    works()
    malee.says("ลบข้อมูลของฉัน")
    for _time in range(2):
        malee.says("ใช่")
    malee.sees("ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ")
    works()
    assert seen_by(malee) == "members"
    with sessions.begin() as db:
        assert malee.user_id not in str(db.scalars(select(Errand.details)).all())
