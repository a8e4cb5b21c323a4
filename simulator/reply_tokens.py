"""Reply tokens: once, and within a minute of the webhook that brought them."""

from simulator.errors import Refused
from simulator.store import Step

RULE = "a reply token serves once, within 60 s of its webhook (facts §1.4)"


def spend(step: Step, token: str) -> str:
    """The chat that the token answers to."""
    row = step.one("select * from reply_tokens where token = ?", token)
    if row is None or row["used"] or step.seconds > row["until"]:
        raise Refused(400, "Invalid reply token", RULE)
    step.run("update reply_tokens set used = 1 where token = ?", (token,))
    chat: str = row["chat"]
    return chat
