"""What stands around every page: menu, language, what was just done."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g
from flask.blueprints import BlueprintSetupState

from bot import dates
from bot.language import LANGUAGES, OWN_NAMES, _, language
from console import assets, cookie, draft, menu
from console.menu import Chapter


def furnish(blueprint: Blueprint, contents: Sequence[Chapter]) -> None:
    """Give every template the frame's words, and every macro `_`, `asset` and `form_mark`."""

    @blueprint.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals.update(
            _=_,
            asset=assets.address,
            form_mark=cookie.form_mark,
            draft_mark=draft.mark,
            moment=_moment,
            day=_day,
            hour=_hour,
        )

    @blueprint.context_processor
    def frame() -> dict[str, Any]:
        reader = g.get("reader")
        items = menu.items(contents, administers=reader.administers) if reader else []
        return {
            "reader": reader,
            "notice": g.get("notice"),
            "language": language(),
            "languages": [(each, OWN_NAMES[each]) for each in LANGUAGES],
            "items": items,
            "first_items": menu.SHOWN,
        }


def _moment(when: Any) -> str:
    return dates.moment(when, language())


def _day(when: Any) -> str:
    return dates.day(when, language())


def _hour(when: Any) -> str:
    return dates.clock(when, language())
