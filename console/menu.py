"""The menu beside every page, made of the table of contents; and its own page, for phones."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.language import LANGUAGES, _
from console.page import Visit, halfway, herself

SHOWN = 3  # chapters at the foot of a phone; the others are behind “menu”

blueprint = Blueprint("menu", __name__)


@dataclass(frozen=True)
class Chapter:
    """A part of the console: its pages, what it is called, and who finds it in the menu."""

    blueprint: Blueprint
    label: str  # marked with N_
    first: str = "show"  # the name of its first page
    for_administrators: bool = False


@dataclass(frozen=True)
class Item:
    label: str
    address: str
    current: bool


def items(contents: Sequence[Chapter], *, administers: bool) -> list[Item]:
    here = request.blueprint or ""
    return [
        Item(
            _(chapter.label),
            url_for(f"console.{chapter.blueprint.name}.{chapter.first}"),
            f"{here}.".startswith(f"console.{chapter.blueprint.name}."),
        )
        for chapter in contents
        if administers or not chapter.for_administrators
    ]


@blueprint.get("/menu")
@herself
def show(visit: Visit) -> ResponseReturnValue:
    return render_template("console/menu.html")


@blueprint.post("/language")
@halfway
def speak(visit: Visit) -> ResponseReturnValue:
    """Here and in the chat."""
    wanted = request.form.get("language")
    if wanted not in LANGUAGES:
        abort(HTTPStatus.BAD_REQUEST)
    visit.who.language = wanted
    return visit.goes("console.today.show")
