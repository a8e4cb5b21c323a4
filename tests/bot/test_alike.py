"""A card made once reads to each as if it were made for her."""

from bot.alike import Alike
from bot.messages import Message
from models import Member

ONE, OTHER = "https://club.test/join/1-1-ABC", "https://club.test/join/1-2-DEF"


def test_each_reads_her_own_part_and_the_card_is_made_once():
    made: list[str | None] = []

    def make(own: str | None) -> Message:
        made.append(own)
        return {"text": f'"ไป" {own}', "uri": own}

    card, thai = Alike(make), Member(language="th", large_text=False)
    assert card.to(thai, ONE) == {"text": f'"ไป" {ONE}', "uri": ONE}
    assert card.to(thai, OTHER) == {"text": f'"ไป" {OTHER}', "uri": OTHER}
    assert card.to(thai) == {"text": '"ไป" None', "uri": None}
    assert made == [ONE, None]
