"""Tickets as the product draws them, and as a camera at the door sees them."""

from io import BytesIO
from urllib.parse import quote

from PIL import Image, ImageEnhance, ImageFilter

from bot import passes, quota
from bot.line import AccountState
from models import Answer, Event, Member, Registration
from tests.conftest import NOW


def guest(sessions, club, event, name="สมชาย ใจดี", answer=Answer.COMING):
    """Somebody who said so; her id."""
    with sessions.begin() as db:
        member = Member(name=name, club_id=club.id, joined=NOW)
        db.add(member)
        db.flush()
        db.add(Registration(event_id=event.id, member_id=member.id, answer=answer, said=NOW))
        return member.id


def words(sessions, event, member_id):
    """What her ticket says."""
    with sessions.begin() as db:
        return passes.ticket_words(db, db.get_one(Event, event.id), db.get_one(Member, member_id))


def code(sessions, event, member_id):
    """What a camera reads: the link that would put her ticket's words into the chat."""
    said = quote(words(sessions, event, member_id), safe="")
    return f"https://line.me/R/oaMessage/%40strong/?{said}"


def picture(app, sessions, event, member_id):
    """Her ticket as the chat shows it."""
    with sessions.begin() as db:
        quota.note(db, AccountState("@strong", "Strong", "bot", 300, 0), NOW)
        her = db.get_one(Member, member_id)
        address = passes.ticket(db, db.get_one(Event, event.id), her)
    answer = app.test_client().get(address.removeprefix("https://club.test"))
    assert answer.status_code == 200
    return Image.open(BytesIO(answer.data)).convert("RGB")


def seen(ticket, *, wide=640, part=0.6, turned=0, blur=0, light=1.0):
    """A square picture from a camera: the ticket is `part` of its height."""
    tall = int(wide * part)
    small = ticket.resize((tall * ticket.width // ticket.height, tall))
    small = small.rotate(
        turned, expand=True, fillcolor="#806040", resample=Image.Resampling.BICUBIC
    )
    view = Image.new("RGB", (wide, wide), "#806040")
    view.paste(small, ((wide - small.width) // 2, (wide - small.height) // 2))
    view = ImageEnhance.Brightness(view.filter(ImageFilter.GaussianBlur(blur))).enhance(light)
    return jpeg(view)


def jpeg(view):
    out = BytesIO()
    view.save(out, "JPEG", quality=70)
    return out.getvalue()
