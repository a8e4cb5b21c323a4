"""The simulator: a platform with people on it, and knobs for what a test wants to see."""

from datetime import datetime
from functools import cached_property

from flask import Flask

from simulator import acts, faults, gatherings, ids, media, moments, people, quota, webhooks
from simulator.acts import Who
from simulator.app import create_app
from simulator.platform import Json, Platform
from simulator.server import Server


class Simulator(Platform):
    """LINE, as far as one bot can tell."""

    @cached_property
    def wsgi(self) -> Flask:
        """The application: LINE's API, the chat page, and the page's own API."""
        return create_app(self)

    def serve(self, port: int = 0, bind: str = "127.0.0.1") -> Server:
        """LINE's API and the chat page over HTTP, from a thread, until closed."""
        return Server(bind, port).start(self.wsgi)

    def add_person(
        self, user_id: str, display_name: str, language: str = "th", *, follow: bool = False
    ) -> Json:
        with self.happening() as step:
            people.add(step, user_id, display_name, language)
            if follow:
                acts.follow(step, user_id)
            return people.describe(step, user_id)

    def follow(self, user_id: str) -> None:
        with self.happening() as step:
            acts.follow(step, user_id)

    def block(self, user_id: str) -> None:
        with self.happening() as step:
            acts.block(step, user_id)

    def unblock(self, user_id: str) -> None:
        with self.happening() as step:
            acts.unblock(step, user_id)

    def read(self, user_id: str) -> None:
        with self.store.begin() as step:
            people.read_all(step, user_id)

    def send(self, user_id: str, message: Json, chat: str | None = None) -> Json:
        """Say something, in the chat with the bot or in a group."""
        with self.happening() as step:
            bot = self.channel.describe(step)
            return acts.say(step, bot, Who(user_id, chat or user_id), message)

    def upload(
        self, user_id: str, message: Json, mime: str, data: bytes, chat: str | None = None
    ) -> Json:
        """Send a file: `message` is {type, fileName?, duration?} of image, video, audio or file."""
        with self.happening() as step:
            bot = self.channel.describe(step)
            return acts.upload(step, bot, Who(user_id, chat or user_id), message, (mime, data))

    def press(
        self,
        user_id: str,
        data: str,
        display_text: str | None = None,
        params: dict[str, str] | None = None,
        chat: str | None = None,
    ) -> None:
        with self.happening() as step:
            acts.press(step, Who(user_id, chat or user_id), data, display_text, params)

    def unsend(self, user_id: str, message_id: str, chat: str | None = None) -> None:
        with self.happening() as step:
            acts.unsend(step, Who(user_id, chat or user_id), message_id)

    def add_group(self, name: str, members: list[str], group_id: str | None = None) -> Json:
        with self.store.begin() as step:
            return gatherings.found(step, group_id or ids.new_group(), name, members)

    def invite_bot(self, group_id: str) -> None:
        with self.happening() as step:
            gatherings.invite_bot(step, group_id)

    def remove_bot(self, group_id: str) -> None:
        with self.happening() as step:
            gatherings.remove_bot(step, group_id)

    def add_member(self, group_id: str, user_id: str) -> None:
        with self.happening() as step:
            gatherings.bring(step, group_id, user_id)

    def remove_member(self, group_id: str, user_id: str) -> None:
        with self.happening() as step:
            gatherings.take(step, group_id, user_id)

    def add_fault(
        self,
        endpoint: str,
        fault: str,
        times: int = 1,
        *,
        seconds: float | None = None,
        status: int | None = None,
    ) -> Json:
        """Trouble with the next calls; the kinds are those of `simulator.faults.KINDS`."""
        with self.store.begin() as step:
            return faults.add(step, endpoint, fault, times, seconds=seconds, status=status)

    def remove_faults(self, number: int | None = None) -> None:
        with self.store.begin() as step:
            faults.remove(step, number)

    def set_quota(
        self,
        kind: str | None = None,
        value: int | None = None,
        used: int | None = None,
        reserved: int | None = None,
    ) -> Json:
        """`kind` is "limited" or "none"; what is left out stays."""
        with self.store.begin() as step:
            quota.change(step, kind, value, used, reserved)
            return quota.state(step)

    def set_webhook(
        self,
        endpoint: str | None = None,
        *,
        active: bool | None = None,
        redelivery: bool | None = None,
    ) -> Json:
        with self.store.begin() as step:
            webhooks.change(step, endpoint=endpoint, active=active, redelivery=redelivery)
        return self.webhook

    def set_clock(
        self, *, advance: float = 0, to: datetime | None = None, reset: bool = False
    ) -> Json:
        if reset:
            self.clock.reset()
        if to is not None:
            self.clock.move_to(to)
        if advance:
            self.clock.advance(advance)
        with self.store.begin() as step:
            state = {"now": step.at, "offset": self.clock.offset}
            step.tell("clock", **state)
        return state

    def set_moments(self, given: list[Json]) -> None:
        """Moments to offer for skipping to, {label, at}, instead of those offered till now."""
        with self.store.begin() as step:
            moments.replace(step, given)

    def set_transcoding(self, state: str, message_id: str | None = None) -> None:
        """How far one video or audio is, or those to come: processing, succeeded, failed."""
        with self.store.begin() as step:
            if message_id is None:
                step.set("transcoding", state)
            else:
                media.transcode(step, message_id, state)

    def set_unknown_in_multicast(self, what: str) -> None:
        """Whether ids that nobody has are passed over ("drop") or spoil the call ("refuse")."""
        with self.store.begin() as step:
            step.set("multicast.unknown", what)

    def set_mode(self, mode: str) -> None:
        """Whether events come in "active" mode, or in "standby" and without reply tokens."""
        with self.store.begin() as step:
            step.set("mode", mode)
