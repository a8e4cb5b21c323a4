"""What a worker's jobs do side by side, one after the other until nothing is due."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from bot import delivery
from bot.deployment import Deployment


def a_minute_later(works: Callable[[], None], clock: Any) -> Callable[[], None]:
    """What leaves “now” leaves after a minute, in which it can still be stopped."""

    def later() -> None:
        clock.moves(minutes=1)
        works()

    return later


def deliver(
    deployment: Deployment, senders: Executor, stopping: Callable[[], bool] = delivery.never
) -> None:
    """Send all that is due."""
    delivery.release(deployment, stopping)
    while not stopping():
        made = delivery.prepare(deployment, stopping)
        if not delivery.send(deployment, senders, stopping) and not made:
            break
    delivery.prepare(deployment, stopping)
