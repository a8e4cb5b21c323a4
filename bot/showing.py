"""`GET /files/<digest>`: the pictures that everybody may see."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, request

from bot import files
from bot.deployment import Deployment

DAY = 24 * 3600  # seconds: what a digest names never changes, but it may be taken back


def create_blueprint(deployment: Deployment) -> Blueprint:
    blueprint = Blueprint("files", __name__)

    @blueprint.get("/files/<digest>")
    def show(digest: str) -> Response:
        with deployment.sessions.begin() as db:
            row = files.public(db, digest)
        data = deployment.files.read(digest) if row else None
        if row is None or data is None:
            abort(HTTPStatus.NOT_FOUND)
        response = Response(data, content_type=row.media_type)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.cache_control.public = True
        response.cache_control.max_age = DAY
        response.set_etag(digest)
        response.make_conditional(request)
        return response

    return blueprint
