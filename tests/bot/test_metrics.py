"""/metrics: true figures for whoever knows the token, and nothing of anybody in them."""

import os
import re
import signal
import socket
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import urllib3
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import create_engine

from app import create_app
from bot import claiming, metrics
from bot.messages import text
from models import database
from tests.bot import webhooks
from tests.bot.crowd import user_id
from tests.bot.processes import PATIENCE, environment, gunicorn
from tests.conftest import NOW, joins
from tests.sending import announced, requested

KEY = "the-key-to-all-our-figures"
HOUR = timedelta(hours=1)
NIGHT = timedelta(hours=13)  # after ten in the morning
SECONDS = "bot_webhook_seconds_count"


def read(page):
    """Each figure by its name and the words of its labels."""
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


@pytest.fixture
def figures(deployment):
    return lambda: read(metrics.told(deployment).decode())


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.fixture
def asks(settings, clock):
    """Ask a bot with this token for the page, with these words in the header."""

    def ask(token, authorization=None):
        app = create_app(replace(settings, metrics_token=token), now=clock, reply_threads=0)
        headers = {} if authorization is None else {"Authorization": authorization}
        answer = app.test_client().get("/metrics", headers=headers)
        app.extensions["deployment"].sessions.kw["bind"].dispose()
        return answer

    return ask


@pytest.mark.parametrize("said", [None, "Bearer ", "Bearer None", f"Bearer {KEY}"])
def test_without_a_token_in_the_settings_there_is_no_such_page(asks, said):
    assert asks(None, said).status_code == 404


@pytest.mark.parametrize(
    "said", [None, "", KEY, "Bearer", "Bearer ", f"Bearer {KEY[:-1]}", "Bearer é"]
)
def test_who_does_not_know_the_token_reads_nothing(asks, said):
    answer = asks(KEY, said)
    assert (answer.status_code, answer.data) == (401, b"")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_who_knows_the_token_reads_what_prometheus_understands(asks):
    answer = asks(KEY, f"Bearer {KEY}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert read(answer.text)["bot_database_up",] == 1


def test_what_is_due_is_counted_with_the_age_of_the_oldest(desk, figures, clock):
    one, other = desk.gathers(2)
    desk.owes(one, key="late", due=NOW - 2 * HOUR)
    desk.owes(other, key="now", due=NOW)
    desk.owes(other, key="later", due=NOW + HOUR)
    desk.announces(due=NOW - HOUR)
    with desk.sessions.begin() as db:
        db.add_all([requested(due=NOW - timedelta(seconds=90)), requested(state="held")])
    found = figures()
    assert {kind: found["bot_due", kind] for kind in metrics.QUEUES} == {
        "promise": 2,
        "announcement": 1,
        "request": 1,
    }
    assert found["bot_oldest_due_seconds", "promise"] == 7200
    assert found["bot_oldest_due_seconds", "announcement"] == 3600
    assert found["bot_oldest_due_seconds", "request"] == 90
    assert found["bot_held",] == 1


def test_what_waits_for_the_morning_is_not_late(desk, figures, clock):
    (somebody,) = desk.gathers(1)
    desk.owes(somebody, key="can wait")
    clock.moves_to(NOW + NIGHT)
    with desk.sessions.begin() as db:
        db.add(requested(at_night=True, due=NOW + NIGHT - timedelta(seconds=5)))
    found = figures()
    assert (found["bot_due", "promise"], found["bot_oldest_due_seconds", "promise"]) == (0, 0)
    assert (found["bot_due", "request"], found["bot_oldest_due_seconds", "request"]) == (1, 5)


def test_what_was_sent_and_what_failed_is_counted_once(desk, figures, simulator, clock):
    taken, refused, slow = desk.gathers(3)
    desk.owes(taken, "กำลังไป")
    desk.carries()
    simulator.add_fault("push", "error-before", status=400)
    desk.owes(refused, "ไม่รับ")
    desk.carries()
    simulator.add_fault("push", "error-after")
    desk.owes(slow, "ช้า")
    desk.carries()  # without an answer: neither sent nor failed
    found = figures()
    assert found["bot_requests_sent_total", "push"] == 1
    assert found["bot_requests_failed_total", "push"] == 1
    clock.moves(minutes=1)
    desk.carries()
    found = figures()
    assert found["bot_requests_sent_total", "push"] == 2
    assert found["bot_requests_failed_total", "push"] == 1
    assert found["bot_requests_sent_total", "multicast"] == 0


def test_how_long_requests_wait_for_lines_limit_is_counted(desk, figures):
    with desk.sessions.begin() as db:
        db.add_all(requested("multicast") for _ in range(4))
    with desk.sessions.begin() as db:
        waits = [each.wait for each in claiming.claim(db, NOW)]
    found = figures()
    assert found["bot_limiter_waits_total", "multicast"] == 3
    assert found["bot_limiter_wait_seconds_total", "multicast"] == pytest.approx(sum(waits))
    assert sum(waits) == pytest.approx((1 + 2 + 3) / claiming.RATES["multicast"], rel=0.001)
    assert found["bot_limiter_waits_total", "push"] == 0


def test_a_webhook_is_timed_by_what_it_was_answered(app, post, figures):
    before = figures()
    post(webhooks.said("เมนู"))
    app.test_client().post("/callback", data=b"{}", headers={"X-Line-Signature": "forged"})
    after = figures()
    for status in ("200", "403"):
        assert after[SECONDS, status] - before.get((SECONDS, status), 0) == 1


def test_a_database_that_is_away_is_told_beside_what_needs_none(deployment, post, figures):
    post(webhooks.said("เมนู"))
    nowhere = create_engine("postgresql+psycopg://127.0.0.1:1/none")
    away = replace(deployment, sessions=database.sessions(nowhere))
    found = read(metrics.told(away).decode())
    assert found["bot_database_up",] == 0
    assert found[SECONDS, "200"] >= 1
    assert not [name for name, *_ in found if name.startswith("bot_due")]


def test_no_label_tells_of_anybody(somchai, khru_nok, works, figures, deployment):
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("ความลับของสมชาย")
    with deployment.sessions.begin() as db:
        db.add(announced(1, messages=[text("ข่าวของหัวหิน")]))
    works()
    found = figures()
    assert found["bot_requests_sent_total", "multicast"] + found["bot_requests_sent_total", "push"]
    words = {label for _, *labels in found for label in labels}
    bounds = {word for word in words if re.fullmatch(r"[0-9.]+|\+Inf", word)}
    assert words - bounds <= {*metrics.QUEUES, *claiming.RATES}
    page = metrics.told(deployment).decode()
    for private in ("หัวหิน", "HUAHIN", "สมชาย", user_id(1), user_id(3)):
        assert private not in page


@contextmanager
def held_still(pid):
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def children(pid):
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_all_web_processes_of_a_machine_tell_the_sum(
    sqlite_url, line_url, simulator, listening, tmp_path
):
    """Also what one has counted that died since."""
    env = environment(sqlite_url, line_url, tmp_path / "clock")
    env |= {"METRICS_TOKEN": KEY, "WEB_CONCURRENCY": "2", "TMPDIR": str(tmp_path)}
    http = urllib3.PoolManager(retries=False, timeout=PATIENCE)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    raw = webhooks.body()

    def posts():
        headers = {**webhooks.signed(raw), "Connection": "close"}
        assert http.request("POST", f"{url}/callback", body=raw, headers=headers).status == 200

    def counted():
        headers = {"Authorization": f"Bearer {KEY}", "Connection": "close"}
        return read(http.request("GET", f"{url}/metrics", headers=headers).data.decode())

    with gunicorn(env, listening) as process:
        posts()
        web = children(process.pid)
        assert len(web) == 2
        for pid in web:  # the other one has to answer
            with held_still(pid):
                for _ in range(3):
                    posts()
        told = []
        for pid in web:
            with held_still(pid):
                told.append(counted()[SECONDS, "200"])
        assert told == [7, 7]
        os.kill(web[0], signal.SIGKILL)
        assert counted()[SECONDS, "200"] == 7
        process.terminate()
        assert process.wait(PATIENCE) == 0
    assert not list(tmp_path.glob("strong-metrics-*"))
