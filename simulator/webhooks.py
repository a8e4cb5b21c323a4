"""Where webhooks go, and whether they go at all."""

from typing import Any

from simulator.channel import Channel
from simulator.store import Step


def state(step: Step, channel: Channel) -> dict[str, Any]:
    home = f"{channel.public_url.rstrip('/')}/callback"
    return {
        "endpoint": step.setting("webhook.endpoint", home),
        "active": step.setting("webhook.active", default=True),
        "redelivery": step.setting("webhook.redelivery", default=False),
    }


def change(step: Step, **wanted: Any) -> None:
    for name, value in wanted.items():
        if value is not None:
            step.set(f"webhook.{name}", value)
