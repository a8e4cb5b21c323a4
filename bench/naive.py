"""`python -m bench.naive PORT CALLS`: the loop that one writes first, over the official SDK.

One multicast of 500 after the other; it prints what that took, as JSON.
"""

import json
import sys
import time

from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    MulticastRequest,
    TextMessage,
)

from bench.news import WORDS

RECIPIENTS = 500


def main(port: int, calls: int) -> None:
    configuration = Configuration(access_token="bench", host=f"http://127.0.0.1:{port}")
    wall, cpu = time.monotonic(), time.process_time()
    with ApiClient(configuration) as client:
        line = MessagingApi(client)
        for call in range(calls):
            first = call * RECIPIENTS
            to = [f"Uc{number:031x}" for number in range(first, first + RECIPIENTS)]
            message = TextMessage(text=WORDS)
            line.multicast(MulticastRequest(to=to, messages=[message]))
    took = {"seconds": time.monotonic() - wall, "cpu": time.process_time() - cpu}
    print(json.dumps(took))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
