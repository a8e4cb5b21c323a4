"""How a page reads a form: WTForms, with our own words, and room for what an action refuses."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Form as _Form
from wtforms import StringField, ValidationError
from wtforms.validators import InputRequired, Length

from bot import dates
from bot.deployment import deployment
from bot.language import N_, _, language
from bot.when import when
from console import draft

MISSING, LONG, NO_DAY, UNSURE = (
    N_("ช่องนี้ต้องกรอกค่ะ"),
    N_("ยาวได้ไม่เกิน {most} ตัวอักษรค่ะ"),
    N_("อ่านวันที่ไม่ออกค่ะ ลองพิมพ์แบบ 8 ก.ค. 2570 นะคะ"),
    N_("ใช่ {day} ไหมคะ พิมพ์วัน เดือน และปีให้ครบอีกครั้งนะคะ"),
)
NO_NUMBER = N_("พิมพ์เป็นตัวเลขนะคะ เช่น 300 หรือเว้นว่างไว้ถ้าไม่จำกัด")
MOST = 10_000_000
MOST_ROWS = 2**31 - 1  # ids of a table
ELSE = N_("ช่องนี้ยังใช้ไม่ได้ค่ะ ตรวจอีกครั้งนะคะ")


class _Words:
    """What WTForms would say by itself, in our words."""

    def gettext(self, _english: str) -> str:
        return _(ELSE)

    def ngettext(self, _one: str, _many: str, _count: int) -> str:
        return _(ELSE)


class Form(_Form):
    """A form of ours. `refusal` is what an action said against it; its fields keep their words."""

    class Meta:
        def get_translations(self, _form: Any) -> _Words:
            return _Words()

    refusal: str | None = None
    drafted: datetime | None = None  # when she typed what stands there and is not sent

    @classmethod
    def read(cls, thing: object = None, *, path: str | None = None) -> Self:
        """As it was sent; else as she left it; else filled with what `thing` has of its fields.

        `path` is where it is sent to, if not to the page it stands on.
        """
        if request.method == "POST":
            return cls(request.form, obj=thing)
        left = draft.of_visitor(path or request.path)
        form = cls(MultiDict(left.fields) if left else None, obj=thing)
        form.drafted = left.saved if left else None
        return form

    @property
    def sent(self) -> bool:
        """Whether it was sent, and every field can be read."""
        return request.method == "POST" and self.validate()


class Needed(InputRequired):
    def __call__(self, form: Any, field: Any) -> None:
        self.message = _(MISSING)
        super().__call__(form, field)


class AtMost(Length):
    def __init__(self, most: int) -> None:
        super().__init__(max=most)

    def __call__(self, form: Any, field: Any) -> None:
        if len(field.data or "") > self.max:
            raise ValidationError(_(LONG, most=self.max))


class DayField(StringField):
    """A day as Thais write it: 8 ก.ค. 64, 8/7/2564, พรุ่งนี้. `day` is what was meant."""

    day: date | None = None

    def process_data(self, value: date | None) -> None:
        """Show the day of the thing that is edited."""
        self.day = value
        self.data = dates.day(value, language()) if value else ""

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        found = when(self.data, deployment().now())
        if found is None or found.start is None or found.time or found.start != found.end:
            raise ValidationError(_(NO_DAY))
        if found.unsure:
            raise ValidationError(_(UNSURE, day=dates.day(found.start, language())))
        self.day = found.start


class NumberField(StringField):
    """A number as it is typed: 300, 1,000, ๓๐๐. `number` is none where nothing is."""

    number: int | None = None

    def pre_validate(self, form: Any) -> None:
        typed = (self.data or "").replace(",", "").strip()
        if typed and not (typed.isdecimal() and int(typed) <= MOST):
            raise ValidationError(_(NO_NUMBER))
        self.number = int(typed) if typed else None


def row_id(values: MultiDict[str, str], name: str) -> int | None:
    """The id that an address or a form tells; none where it can be no row's."""
    found = values.get(name, type=int)
    return found if found is not None and 0 < found <= MOST_ROWS else None


def options(named: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices for a list to choose from, whose labels are marked with N_."""
    return [(value, _(label)) for value, label in named]
