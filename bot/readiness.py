"""GET /healthz: alive. GET /readyz: database, its shape, and a worker seen lately."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot import worker
from bot.deployment import Deployment
from models import Worker
from models.shape import is_current


def create_blueprint(deployment: Deployment) -> Blueprint:
    blueprint = Blueprint("readiness", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return jsonify(alive=True)

    @blueprint.get("/readyz")
    def readyz() -> tuple[Response, HTTPStatus]:
        state = check(deployment)
        ready = all(state.values())
        return jsonify(state), HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE

    return blueprint


def check(deployment: Deployment) -> dict[str, bool]:
    """What must hold before members are answered and messages leave."""
    try:
        with deployment.sessions.begin() as db:
            current = is_current(db.connection())
            seen = db.scalar(select(func.max(Worker.seen))) if current else None
    except SQLAlchemyError:
        return {"database": False, "migrations": False, "worker": False}
    alive = seen is not None and deployment.now() - seen < worker.ALIVE
    return {"database": True, "migrations": current, "worker": alive}
