"""All parts of which pages are made, on one page, for whoever builds the next one."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from console.page import Visit, page

blueprint = Blueprint("parts", __name__)


@blueprint.get("/parts")
@page
def show(visit: Visit) -> ResponseReturnValue:
    """Only in a trial, whose clock can be moved: in earnest it would only puzzle."""
    if visit.running.settings.clock_file is None:
        abort(HTTPStatus.NOT_FOUND)
    return render_template("console/gallery.html")
