"""Keeping forms while somebody types, and letting them go."""

from http import HTTPStatus

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from console import draft, wanted
from console.page import Visit, page

blueprint = Blueprint("drafts", __name__, url_prefix="/drafts")


@blueprint.post("")
@page
def keep(visit: Visit) -> ResponseReturnValue:
    """The form as it stands in her browser."""
    if not draft.keep(visit.db, visit.who.id, request.form, visit.now):
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return "", HTTPStatus.NO_CONTENT


@blueprint.post("/drop")
@page
def drop(visit: Visit) -> ResponseReturnValue:
    """The page once more, as if she had typed nothing."""
    path, _space, _page = request.form.get(draft.FIELD, "").partition(" ")
    draft.drop(visit.db, visit.who.id, path)
    back = wanted.inside(draft.page()) or abort(HTTPStatus.BAD_REQUEST)
    return redirect(back, HTTPStatus.SEE_OTHER)
