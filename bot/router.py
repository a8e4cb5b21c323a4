"""Who answers what. Handlers are declared where they are written."""

from collections.abc import Callable
from typing import Any, TypeVar

from bot import limits, words
from bot.buttons import Button, UnknownButton
from bot.conversation import S, State, move, rest, resume
from bot.incoming import (
    Event,
    Followed,
    GroupEvent,
    Left,
    Pressed,
    PressedOld,
    Said,
    Sent,
    Unsent,
)
from bot.language import N_, _
from bot.messages import text
from bot.turn import Aside, GroupTurn, Onward, Refusal, Replies, Turn, Unkept

B = TypeVar("B", bound=Button)
G = TypeVar("G", bound=GroupEvent)
Handler = Callable[..., Replies | None]
Plain = Callable[[Turn], Replies]
Pressing = Callable[[Turn, B], Replies]
Flowing = Callable[[Turn, S, str], Replies | None]
Watching = Callable[[Turn, Event], Replies | None]
Guessing = Callable[[Turn], Replies | None]
Gathered = Callable[[GroupTurn, G], Replies]
Forgetting = Callable[[Turn, str], None]
Plainly = type[Followed] | type[Left] | type[Said] | type[Sent] | type[PressedOld]


AGAIN = (
    N_("ยังไม่เข้าใจค่ะ พิมพ์ “เมนู” เพื่อกลับไปเริ่มใหม่ได้เสมอนะคะ"),
    N_("ขอโทษค่ะ ยังไม่ตรงกับที่ถาม ลองแตะปุ่มด้านล่างนะคะ"),
)


class Meant(Button, tag="meant"):
    """Which of several meanings somebody had in mind."""

    intent: str


class Router:
    def __init__(self) -> None:
        self._handlers: dict[Any, Handler] = {}
        self._first: list[Watching] = []
        self._otherwise: list[Guessing] = []
        self._unsent: list[Forgetting] = []
        self._ways_out: set[str] = set()

    def word(self, *intents: str, anywhere: bool = False) -> Callable[[Plain], Plain]:
        """Answer phrases that mean one of these; with `anywhere`, even in the middle of a flow."""
        if anywhere:
            self._ways_out.update(intents)
        return self._declare(*intents)

    def button(self, kind: type[B]) -> Callable[[Pressing[B]], Pressing[B]]:
        """Answer a press of this kind of button."""
        return self._declare(kind)

    def flow(self, kind: type[S]) -> Callable[[Flowing[S]], Flowing[S]]:
        """Answer what a member says in this state; None passes it on to words of any meaning.

        An Aside passes it on, too, and then goes on with this state.
        """
        return self._declare(kind)

    def on(self, kind: Plainly) -> Callable[[Plain], Plain]:
        """Answer an event of this kind; `Said` is the last resort for text."""
        return self._declare(kind)

    def first(self, handler: Watching) -> Watching:
        """Look at what happens before anything else does; None passes it on."""
        self._first.append(handler)
        return handler

    def otherwise(self, handler: Guessing) -> Guessing:
        """Try to make sense of words that no phrase covers, such as a code; None passes on."""
        self._otherwise.append(handler)
        return handler

    def unsent(self, handler: Forgetting) -> Forgetting:
        """Forget what is kept of the message with this id; every feature that keeps some does."""
        self._unsent.append(handler)
        return handler

    def group(self, kind: type[G]) -> Callable[[Gathered[G]], Gathered[G]]:
        """Answer what happens in a group: everybody reads it, so nothing personal."""
        return self._declare(kind)

    def in_group(self, turn: GroupTurn, event: GroupEvent) -> Replies:
        return self._handlers[type(event)](turn, event) or []

    def include(self, *others: "Router") -> None:
        for other in others:
            self._ways_out |= other._ways_out
            self._first += other._first
            self._otherwise += other._otherwise
            self._unsent += other._unsent
            for key, handler in other._handlers.items():
                self._declare(key)(handler)

    def answer(self, turn: Turn, event: Event) -> Replies:
        """What looks first, then button, ways out, the flow, words, last resort; then onward."""
        replies = self._answer(turn, event)
        return self._go_on(turn, replies) if isinstance(replies, Onward) else replies

    def _forget(self, turn: Turn, message_id: str) -> Replies:
        for handler in self._unsent:
            handler(turn, message_id)
        return []

    def _answer(self, turn: Turn, event: Event) -> Replies:
        for handler in self._first:
            if (replies := handler(turn, event)) is not None:
                return replies
        match event:
            case Unsent(message_id):
                return self._forget(turn, message_id)
            case Pressed(button=Meant(intent=intent)):
                rest(turn.conversation)
                return self.meant(turn, intent) or self.answer(turn, PressedOld())
            case Pressed(button):
                rest(turn.conversation)  # unless the handler moves it on
                return self._handlers[type(button)](turn, button) or []
            case Said(text):
                return self._said(turn, text)
            case _:
                return self._handlers[type(event)](turn) or []

    def _go_on(self, turn: Turn, replies: Onward) -> Replies:
        try:
            button = Button.unpack(replies.then)
            onward = self._handlers[type(button)](turn, button) or []
        except (UnknownButton, Refusal):  # gone in the meantime: what was done stays done
            return replies
        return [*replies, *onward][: limits.PARTS]

    def meant(self, turn: Turn, intent: str) -> Replies | None:
        """Answer as if the member had said a phrase of this meaning."""
        handler = self._handlers.get(intent)
        return handler(turn) if handler else None

    def _said(self, turn: Turn, text: str) -> Replies:
        state = resume(turn.conversation)
        if state is None or turn.conversation.asleep:
            return self._by_meaning(turn, text)
        if way_out := words.said(text, *self._ways_out):
            return self.meant(turn, way_out) or []
        asked = (turn.conversation.flow, turn.conversation.state)
        replies = self._handlers[type(state)](turn, state, text)
        if replies is None or isinstance(replies, Aside):
            rest(turn.conversation)
            return self._meanwhile(turn, state, text, replies)
        unmoved = asked == (turn.conversation.flow, turn.conversation.state)
        return self._urgently(turn, text, self._patiently(turn, replies, asked_again=unmoved))

    def _urgently(self, turn: Turn, said: str, replies: Replies) -> Replies:
        """What a life may depend on is seen last, and so first; the flow has its answer, too."""
        urgent = words.urgent(said)
        rescue = self.meant(turn, urgent) if urgent else None
        return Unkept([*replies[: limits.PARTS - len(rescue)], *rescue]) if rescue else replies

    def _meanwhile(self, turn: Turn, state: State, said: str, question: Aside | None) -> Replies:
        """Answer what has nothing to do with the flow, which waits where it has a question."""
        replies = self._by_meaning(turn, said)
        if not (question and turn.conversation.asleep):  # what was said began something else
            return replies
        move(turn.conversation, state)
        return [*replies[: limits.PARTS - len(question)], *question]

    def _patiently(self, turn: Turn, replies: Replies, *, asked_again: bool) -> Replies:
        """A question that is put again is never put in the same words twice in a row."""
        times = turn.conversation.lost
        turn.conversation.lost = times + 1 if asked_again else 0
        if not (asked_again and times):
            return replies
        return [text(_(AGAIN[times % len(AGAIN)])), *replies][: limits.PARTS]

    def _by_meaning(self, turn: Turn, text: str) -> Replies:
        intent = words.intent(text)
        replies = self.meant(turn, intent) if intent else None
        if replies is None:
            replies = self._guess(turn)
        if replies is None:
            return self._handlers[Said](turn) or []
        turn.conversation.lost = 0
        return replies

    def _guess(self, turn: Turn) -> Replies | None:
        guesses = (handler(turn) for handler in self._otherwise)
        return next((replies for replies in guesses if replies is not None), None)

    def _declare(self, *keys: Any) -> Callable[[Any], Any]:
        def declare(handler: Handler) -> Handler:
            for key in keys:
                if key in self._handlers:
                    raise ValueError(f"{key!r} is already answered")
                self._handlers[key] = handler
            return handler

        return declare
