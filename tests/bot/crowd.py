"""Many members at once, in the database and on the platform, and what reached them."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, sessionmaker

from bot import bundling, outbox
from bot.deployment import Deployment
from bot.messages import text
from models import Club, Kind, Member, Outgoing, Promise, Topic
from simulator import Simulator, people
from tests.carrying import deliver
from tests.conftest import NOW
from tests.sending import announced

DAY = timedelta(days=1)


def user_id(number: int) -> str:
    return f"U{number:032x}"


def gather(
    sessions: sessionmaker[Session], simulator: Simulator, number: int, first: int = 1, **more: Any
) -> list[Member]:
    """Friends of the account, all in one club."""
    users = [user_id(each) for each in range(first, first + number)]
    simulator.set_quota("none")
    with simulator.store.begin() as step:
        for each in users:
            people.add(step, each, "สมาชิก", "th")
            people.stand(step, each, "friend")
    with sessions.begin() as db:
        found = Club.with_code(db, "HUAHIN")
        club = found or Club(code="HUAHIN", kind=Kind.TOWN, name="หัวหิน", province="ประจวบคีรีขันธ์")
        db.add(club)
        db.flush()  # its members need its id
        fields = {"joined": NOW, "club_id": club.id, **more}
        db.execute(insert(Member), [{"line_user_id": each, **fields} for each in users])
        return list(db.scalars(select(Member).where(Member.line_user_id.in_(users))))


class Desk:
    """Where promises are made, taken back, and carried out."""

    def __init__(self, deployment: Deployment, simulator: Simulator) -> None:
        self.deployment, self.simulator = deployment, simulator
        self.sessions = deployment.sessions

    def owes(
        self,
        member: Member,
        words: str = "เตือน",
        *,
        key: str | None = None,
        due: datetime = NOW,
        not_after: datetime = NOW + DAY,
        topic: Topic = Topic.PERSONAL,
        at_night: bool = False,
    ) -> None:
        """Promise some words; they are the key where no other is given."""
        with self.sessions.begin() as db:
            outbox.promise(
                db,
                member,
                key or words,
                [text(words)],
                due=due,
                not_after=not_after,
                topic=topic,
                at_night=at_night,
            )

    def takes_back(self, key: str) -> None:
        with self.sessions.begin() as db:
            outbox.withdraw(db, key)

    def gathers(self, number: int, first: int = 1, **more: Any) -> list[Member]:
        return gather(self.sessions, self.simulator, number, first, **more)

    def announces(self, words: str = "ประกาศ", due: datetime = NOW, **more: Any) -> int:
        """To the only club there is; the announcement's id."""
        with self.sessions.begin() as db:
            known = {"draft": words, "messages": [text(words)], "due": due, **more}
            announcement = announced(db.scalars(select(Club)).one(), words, **known)
            db.add(announcement)
            db.flush()  # for its id
            return announcement.id

    def bundles(self) -> None:
        with self.sessions.begin() as db:
            bundling.bundle(db, self.deployment.now())

    def carries(self, workers: int = 1) -> None:
        """All that is due goes out, by this many workers at once."""
        with ThreadPoolExecutor(workers) as at_once:
            for done in [at_once.submit(self._work) for _ in range(workers)]:
                done.result()

    def _work(self) -> None:
        with ThreadPoolExecutor(4) as senders:
            deliver(self.deployment, senders)

    def told(self, number: int = 1) -> list[str]:
        """What reached the phone of this member, in order."""
        return [each["message"]["text"] for each in self.simulator.ledger(user_id(number))]

    def requests(self) -> list[Outgoing]:
        with self.sessions.begin() as db:
            return list(db.scalars(select(Outgoing).order_by(Outgoing.due, Outgoing.id)))

    def promises(self) -> list[Promise]:
        with self.sessions.begin() as db:
            return list(db.scalars(select(Promise).order_by(Promise.id)))


def received(simulator: Simulator) -> Counter[str]:
    """How many messages of the bot each phone got."""
    with simulator.store.begin() as step:
        rows = step.run("select chat from messages where sender = 'bot'").fetchall()
    return Counter(row["chat"] for row in rows)


def sent_calls(simulator: Simulator) -> list[dict[str, Any]]:
    """The pushes and multicasts that reached the platform, as it recorded them."""
    ends = ("/push", "/multicast")
    return [call for call in simulator.calls if call["path"].endswith(ends)]
