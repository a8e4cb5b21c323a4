"""The coordinators' web pages. `CONTENTS` is their table of contents, in the menu's order."""

from flask import Blueprint

from bot.deployment import Deployment
from bot.language import N_
from console import (
    account,
    approvals,
    assets,
    clubs,
    doctor,
    drafts,
    entering,
    errors,
    events,
    exporting,
    frame,
    importing,
    inviting,
    keys,
    log,
    lost,
    menu,
    openings,
    parts,
    people,
    person,
    polls,
    questions,
    safety,
    screen,
    second,
    settings,
    today,
)
from console.menu import Chapter

CONTENTS = (
    Chapter(today.blueprint, N_("วันนี้")),
    Chapter(events.blueprint, N_("กิจกรรม")),
    Chapter(questions.blueprint, N_("มีคนถาม")),
    Chapter(polls.blueprint, N_("โพล")),
    Chapter(clubs.blueprint, N_("ชมรม")),
    Chapter(openings.blueprint, N_("คำขอเปิดชมรม"), for_administrators=True),
    Chapter(people.blueprint, N_("คนในชมรม")),
    Chapter(settings.blueprint, N_("ตั้งค่า")),
    Chapter(doctor.blueprint, N_("ตรวจระบบ"), for_administrators=True),
    Chapter(log.blueprint, N_("บันทึกการทำงาน")),
)

BESIDE = (
    *(entering, screen, second, account, keys, lost),  # who she is
    *(menu, drafts, assets, parts, approvals),
    *(person, importing, exporting, inviting),
)


def create_blueprint(running: Deployment) -> Blueprint:
    blueprint = Blueprint(
        "console", __name__, url_prefix="/console", template_folder="templates", static_folder=None
    )
    frame.furnish(blueprint, CONTENTS)
    safety.guard(blueprint, running.settings)
    errors.answer(blueprint)
    for chapter in CONTENTS:
        blueprint.register_blueprint(chapter.blueprint)
    for beside in BESIDE:
        blueprint.register_blueprint(beside.blueprint)
    return blueprint
