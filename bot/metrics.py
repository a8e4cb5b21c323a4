"""GET /metrics: how we are, as Prometheus reads it, for whoever knows the token.

Labels are words of ours and LINE's alone: no club, no id, nothing that somebody wrote.
"""

import hmac
import os
from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from time import monotonic
from typing import Any

from flask import Blueprint, Response, abort, g, request
from prometheus_client import CollectorRegistry, Histogram, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot import claiming, quiet
from bot.deployment import Deployment
from models import (
    Announcement,
    Counted,
    Outgoing,
    OutgoingState,
    Progress,
    Promise,
    PromiseState,
    Tally,
)
from models.database import AWAY

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # where all web processes of a machine count; see gunicorn.conf
WEBHOOK = Histogram(
    "bot_webhook_seconds",
    "From taking a webhook up until its status is known, by that status.",
    ["status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=None,
)
TALLIES = {
    Counted.SENT: ("bot_requests_sent", "Requests that LINE took."),
    Counted.FAILED: ("bot_requests_failed", "Requests that LINE refused for good."),
    Counted.WAITS: ("bot_limiter_waits", "Tries that had to wait for LINE's rate limit."),
    Counted.WAITED: ("bot_limiter_wait_seconds", "Seconds for which these waited."),
}
QUEUES: dict[str, tuple[Any, ColumnElement[bool]]] = {
    "announcement": (
        Announcement,
        Announcement.progress.in_([Progress.WAITING, Progress.SENDING])
        & Announcement.paused.is_(None),
    ),
    "promise": (Promise, Promise.state == PromiseState.WAITING),
    "request": (Outgoing, Outgoing.state == OutgoingState.WAITING),
}


def create_blueprint(deployment: Deployment) -> Blueprint:
    blueprint = Blueprint("metrics", __name__)
    token = deployment.settings.metrics_token

    @blueprint.get("/metrics")
    def metrics() -> Response:
        if token is None:
            abort(HTTPStatus.NOT_FOUND)
        if not _knows(request.headers.get("Authorization", ""), token):
            asked = {"WWW-Authenticate": "Bearer"}
            return Response(status=HTTPStatus.UNAUTHORIZED, headers=asked)
        return Response(told(deployment), content_type=CONTENT_TYPE_PLAIN_0_0_4)

    return blueprint


def timed(webhook: Blueprint) -> Blueprint:
    """The same, with the time that each of its requests takes."""

    @webhook.before_request
    def begin() -> None:
        g.began = monotonic()

    @webhook.after_request
    def end(response: Response) -> Response:
        WEBHOOK.labels(response.status_code).observe(monotonic() - g.began)
        return response

    return webhook


def told(deployment: Deployment) -> bytes:
    """What the database says, and what the web processes of this machine counted."""
    registry = CollectorRegistry()
    registry.register(_OfTheDatabase(deployment))
    if SHARED in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(WEBHOOK)
    return generate_latest(registry)


def _knows(authorization: str, token: str) -> bool:
    said = authorization.encode("utf-8", "replace")
    return hmac.compare_digest(said, f"Bearer {token}".encode())


class _OfTheDatabase(Collector):
    def __init__(self, deployment: Deployment) -> None:
        self.deployment = deployment

    def collect(self) -> Iterator[Metric]:
        found: list[Metric] = []
        try:
            with self.deployment.sessions.begin() as db:
                found = [*_queues(db, self.deployment.now()), *_tallied(db)]
        except AWAY:
            pass  # the first figure says so, and the webhook's latency is told all the same
        yield GaugeMetricFamily("bot_database_up", "Whether the database answers.", bool(found))
        yield from found


def _queues(db: Session, now: datetime) -> Iterator[Metric]:
    """What should be on its way by now; at night, what may not wait for the morning."""
    due = GaugeMetricFamily("bot_due", "Rows that are due and taken by no worker.", None, ["kind"])
    oldest = GaugeMetricFamily(
        "bot_oldest_due_seconds", "For how long the oldest of these is due.", None, ["kind"]
    )
    awake = quiet.awake(db, now)
    for kind, (table, waiting) in QUEUES.items():
        rows = select(func.count(), func.min(table.due)).where(waiting, table.due <= now)
        count, first = db.execute(rows if awake else rows.where(table.at_night)).one()
        due.add_metric([kind], count)
        oldest.add_metric([kind], (now - first).total_seconds() if first else 0)
    held = select(func.count()).where(Outgoing.state == OutgoingState.HELD)
    yield from (due, oldest)
    yield GaugeMetricFamily(
        "bot_held", "Requests that wait since the month's messages are used up.", db.scalar(held)
    )


def _tallied(db: Session) -> Iterator[Metric]:
    totals = {(row.what, row.endpoint): row.total for row in db.scalars(select(Tally))}
    for what, (name, words) in TALLIES.items():
        family = CounterMetricFamily(name, words, None, ["endpoint"])
        for endpoint in claiming.RATES:
            family.add_metric([endpoint], totals.get((what, endpoint), 0))
        yield family
