"""SIGKILL of real processes while the platform holds its answer: everything comes once."""

import signal
import socket
from datetime import timedelta
from time import monotonic

import pytest
import urllib3
from sqlalchemy import select

from app import create_app
from bot import errands, menus
from bot.claiming import LEASE
from handlers.menu import actions as menu_actions
from models import Announcement, Member, Progress, Role, RoleKind, SeenEvent, database
from settings import Settings
from simulator import Simulator, rich_menus
from tests.bot.conftest import into
from tests.bot.crowd import Desk, received, sent_calls, user_id
from tests.bot.processes import PATIENCE, environment, gunicorn, kill, start_worker
from tests.conftest import NOW, SECRET, TOKEN

MEMBERS = 1201  # three pages


@pytest.fixture
def simulator(tmp_path, deliver):
    """A platform whose clock the processes can read."""

    def to_bot(body, headers):
        return deliver[0](body, headers)

    made = Simulator(SECRET, TOKEN, clock_file=tmp_path / "clock", deliver=to_bot)
    made.set_clock(to=NOW)
    yield made
    made.close()


@pytest.fixture
def env(line_url, tmp_path):
    return environment("", line_url, tmp_path / "clock")


@pytest.fixture
def desk(env, either_url, simulator):
    env["DATABASE_URL"] = either_url
    deployment = create_app(Settings.from_env(env), reply_threads=0).extensions["deployment"]
    yield Desk(deployment, simulator)
    deployment.sessions.kw["bind"].dispose()


def answered(simulator):
    """Requests that got LINE's word: taken now, or taken before."""
    return [call["status"] for call in sent_calls(simulator) if call["status"] in (200, 409)]


def killed_while_line_holds_its_answer(env, simulator, **more):
    victim = start_worker(env, **more)
    assert simulator.wait_until(lambda: sent_calls(simulator), PATIENCE)
    victim.kill()
    victim.join(PATIENCE)
    assert victim.exitcode == -signal.SIGKILL
    assert answered(simulator) == []


def carried_on_by_another(env, simulator, requests, *, forgetful):
    simulator.set_clock(advance=(LEASE + timedelta(seconds=1)).total_seconds())
    successor = start_worker(env, forgetful=forgetful)
    assert simulator.wait_until(lambda: len(answered(simulator)) == requests, PATIENCE)
    stopped(successor)


def stopped(worker):
    """It finishes first what it has begun."""
    worker.terminate()
    worker.join(PATIENCE)
    assert worker.exitcode == 0


once_or_twice = pytest.mark.parametrize(
    ("forgetful", "copies"),
    [
        pytest.param(False, 1, id="the same key"),
        pytest.param(True, 2, id="a new key for each try shows two"),
    ],
)


def test_a_worker_killed_before_line_took_it_loses_nothing(desk, env, simulator):
    desk.owes(desk.gathers(1)[0])
    simulator.add_fault("push", "hang")
    killed_while_line_holds_its_answer(env, simulator)
    assert desk.told() == []
    carried_on_by_another(env, simulator, 1, forgetful=False)
    assert desk.told() == ["เตือน"]
    assert [each.state for each in desk.requests()] == ["sent"]


def test_what_a_killed_worker_carried_is_another_s_at_once(desk, env, simulator):
    """No clock is moved and no restart cleans up: it was promised to nobody for long."""
    desk.owes(desk.gathers(1)[0])
    simulator.add_fault("push", "hang-after")
    killed_while_line_holds_its_answer(env, simulator)
    died = monotonic()
    successor = start_worker(env)
    assert simulator.wait_until(lambda: answered(simulator), PATIENCE)
    assert monotonic() - died < 10  # on a busy machine; `python -m bench delays` knows better
    assert answered(simulator) == [409]
    stopped(successor)
    assert desk.told() == ["เตือน"]


def test_what_line_takes_long_to_answer_is_tried_by_nobody_else(desk, env, simulator):
    desk.owes(desk.gathers(1)[0])
    simulator.add_fault("push", "slow", seconds=LEASE.total_seconds() + 1.5)
    workers = [start_worker(env) for _ in range(2)]
    assert simulator.wait_until(lambda: answered(simulator), PATIENCE)
    for each in workers:
        stopped(each)
    assert len(sent_calls(simulator)) == 1
    assert desk.told() == ["เตือน"]


@once_or_twice
def test_a_worker_killed_after_line_took_it_repeats_nothing(
    desk, env, simulator, forgetful, copies
):
    desk.owes(desk.gathers(1)[0])
    simulator.add_fault("push", "hang-after")
    killed_while_line_holds_its_answer(env, simulator)
    assert desk.told() == ["เตือน"]
    carried_on_by_another(env, simulator, 1, forgetful=forgetful)
    assert desk.told() == ["เตือน"] * copies
    assert [each.state for each in desk.requests()] == ["sent"]


@once_or_twice
def test_a_worker_killed_amid_an_expansion_goes_on_behind_its_cursor(
    desk, env, simulator, forgetful, copies
):
    members = desk.gathers(MEMBERS)
    identifier = desk.announces()
    simulator.add_fault("multicast", "hang-after")
    killed_while_line_holds_its_answer(env, simulator, pages=1)
    with desk.sessions.begin() as db:
        halfway = db.get_one(Announcement, identifier)
        assert (halfway.progress, halfway.pages) == (Progress.SENDING, 1)
    carried_on_by_another(env, simulator, 3, forgetful=forgetful)
    held, rest = members[:500], members[500:]
    expected = {each.line_user_id: copies for each in held} | {
        each.line_user_id: 1 for each in rest
    }
    assert received(simulator) == expected
    assert {each.state for each in desk.requests()} == {"sent"}


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.fixture
def over_http(listening, deliver):
    """The simulator's webhooks go to whatever process listens."""
    http = urllib3.PoolManager(retries=False, timeout=PATIENCE)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/callback"
    deliver[:] = [
        lambda body, headers: http.request("POST", url, body=body, headers=headers).status
    ]


def replies(simulator):
    return [call for call in simulator.calls if call["path"].endswith("/reply")]


def speaks(simulator):
    simulator.add_person(user_id(1), "สมชาย")
    simulator.send(user_id(1), {"type": "text", "text": "เมนู"})
    assert simulator.deliveries[-1]["status"] == 200


@pytest.mark.usefixtures("over_http")
def test_a_web_process_killed_before_it_answered_is_made_up_for(
    env, sqlite_url, simulator, listening, deliver
):
    env["DATABASE_URL"] = sqlite_url
    simulator.add_fault("reply", "hang")
    with gunicorn(env, listening) as process:
        speaks(simulator)
        assert simulator.wait_until(lambda: replies(simulator), PATIENCE)
        kill(process)
    assert simulator.ledger(user_id(1)) == []
    deliver[:] = [into(create_app(Settings.from_env(env), reply_threads=0))]
    (event,) = simulator.deliveries[-1]["ids"]
    for _ in range(2):
        simulator.redeliver(event)
    assert len(simulator.ledger(user_id(1))) == 1


@pytest.mark.usefixtures("over_http")
def test_a_web_process_that_is_told_to_stop_answers_first(env, sqlite_url, simulator, listening):
    """The second answer still waits for the first one when SIGTERM comes."""
    env["DATABASE_URL"] = sqlite_url
    simulator.add_fault("reply", "slow", seconds=1)
    with gunicorn(env, listening) as process:
        for _ in range(2):
            speaks(simulator)
        process.terminate()
        assert process.wait(PATIENCE) == 0
    assert len(simulator.ledger(user_id(1))) == 2
    engine = database.connect(sqlite_url)
    with engine.begin() as connection:
        owed = select(SeenEvent.id).where(SeenEvent.reply.is_not(None))
        assert connection.scalars(owed).all() == []  # it wrote down what it had said
    engine.dispose()


def linked(simulator):
    return [call for call in simulator.calls if call["path"].endswith("/bulk/link")]


@pytest.mark.parametrize("fault", ["hang", "hang-after"])
def test_a_worker_killed_amid_an_errand_is_made_up_for(desk, env, simulator, fault):
    """LINE holds its answer to the link of a menu, taken or not; another links it again."""
    (member,) = desk.gathers(1)
    menu_actions.publish(desk.deployment)
    with desk.sessions.begin() as db:
        role = Role(member_id=member.id, club_id=member.club_id, kind=RoleKind.COORDINATOR)
        role.since = NOW
        db.add(role)
        menus.refresh(db, member, NOW)
    simulator.add_fault("bulk_link", fault)
    victim = start_worker(env)
    assert simulator.wait_until(lambda: linked(simulator), PATIENCE)
    victim.kill()
    victim.join(PATIENCE)
    simulator.set_clock(advance=(errands.LEASE + timedelta(seconds=1)).total_seconds())
    successor = start_worker(env)
    assert simulator.wait_until(lambda: len(linked(simulator)) == 2, PATIENCE)
    successor.terminate()  # which lets it finish its errand
    successor.join(PATIENCE)
    assert shown(desk, member) == menus.COORDINATORS
    with simulator.store.begin() as step:
        name = rich_menus.shown(step, member.line_user_id)["name"]
    assert name.split()[1] == menus.COORDINATORS
    assert len(linked(simulator)) == 2


def shown(desk, member):
    with desk.sessions.begin() as db:
        return db.get_one(Member, member.id).menu
