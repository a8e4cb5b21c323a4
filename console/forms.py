"""How a page reads a form: WTForms, with our own words, and room for what an action refuses."""

from typing import Any, Self

from flask import request
from wtforms import Form as _Form

from bot.language import N_, _

WRONG = N_("ช่องนี้ยังใช้ไม่ได้ค่ะ ตรวจอีกครั้งนะคะ")


class Words:
    """What WTForms says by itself, in our words; fields say more where they can."""

    def gettext(self, _english: str) -> str:
        return _(WRONG)

    def ngettext(self, _one: str, _many: str, _count: int) -> str:
        return _(WRONG)


class Form(_Form):
    """A form of ours. `refusal` is what an action said against it."""

    class Meta:
        def get_translations(self, _form: Any) -> Words:
            return Words()

    refusal: str | None = None

    @classmethod
    def read(cls, thing: object = None) -> Self:
        """As it was sent; else filled with what `thing` has under the fields' names."""
        return cls(request.form if request.method == "POST" else None, obj=thing)

    @property
    def sent(self) -> bool:
        """Whether it was sent, and every field can be read."""
        return request.method == "POST" and self.validate()
