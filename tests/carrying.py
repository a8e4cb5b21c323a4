"""What a worker's jobs do side by side, one after the other until nothing is due."""

from collections.abc import Callable
from concurrent.futures import Executor

from bot import delivery
from bot.deployment import Deployment


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
