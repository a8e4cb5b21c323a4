"""Typed postback data: a button carries everything needed to act on it."""

from typing import Annotated, Any, ClassVar, Self
from urllib.parse import parse_qsl, urlencode

from pydantic import Field, ValidationError

from bot.tagged import Tagged

MAX_POSTBACK = 300  # characters, LINE's limit for postback data

Number = Annotated[int, Field(ge=0, lt=2**31)]  # an id or a place: what a database takes


class UnknownButton(ValueError):
    """A button from an older release, or one we never made."""


class Button(Tagged):
    kinds: ClassVar[dict[str, type[Any]]]

    def pack(self) -> str:
        fields = self.model_dump(mode="json", exclude_none=True)
        data = f"{self.tag}?{urlencode(fields)}"
        if len(data) > MAX_POSTBACK:
            raise ValueError(f"postback of {self.tag} is {len(data)} characters long")
        return data

    @classmethod
    def unpack(cls, data: str) -> Self:
        tag, _, query = data.partition("?")
        try:
            button: Self = cls.kinds[tag].model_validate_strings(
                dict(parse_qsl(query, keep_blank_values=True))
            )
        except (KeyError, ValueError, ValidationError) as error:
            raise UnknownButton(tag) from error
        return button
