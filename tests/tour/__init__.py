"""A walk through everything that the bot can show, in either language.

Labels and words are given in Thai, and pressed or typed as the catalogue says them.
"""

from typing import Any

from tests.tour.announcing import aftermath, announcing
from tests.tour.approving import approving
from tests.tour.asking import asking_speakers, polling
from tests.tour.attending import attending
from tests.tour.guest import ALIKE, ANNOUNCED, FURTHER, LIKE, LONELY, REASON, Guest, Town, reached
from tests.tour.joining import being_new, hanging, joining
from tests.tour.looking_back import looking_back
from tests.tour.opening import opening
from tests.tour.people import duties, oneself, rights, roster
from tests.tour.taking_part import events, making, questions, reporting
from tests.tour.talking import advice, small_talk, talking

__all__ = ["ALIKE", "ANNOUNCED", "FURTHER", "LIKE", "LONELY", "REASON", "Guest", "Town", "walk"]


def walk(town: Town, language: str) -> list[dict[str, Any]]:
    """All messages that reach the two phones once their owners have chosen their language."""
    guest, chair = Guest(town.newcomer, language), Guest(town.coordinator, language)
    guest.phone.adds_the_bot()
    for each in (guest, chair):
        each.types("english" if language == "en" else "ภาษาไทย")
        if language == "en":  # so that what is large is judged, too
            each.says("ตัวหนังสือใหญ่")
    before = len(reached(guest)), len(reached(chair))
    for part in (
        being_new,
        joining,
        hanging,
        opening,
        small_talk,
        advice,
        events,
        making,
        looking_back,
        asking_speakers,
        polling,
        attending,
        talking,
        questions,
        reporting,
        announcing,
        aftermath,
        approving,
        duties,
        roster,
        rights,
        oneself,
    ):
        part(town, guest, chair)
    return [*reached(guest)[before[0] :], *reached(chair)[before[1] :]]
