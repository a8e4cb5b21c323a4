"""`python -m simulator`: the platform as a process of its own."""

import os
import signal
import sys
from errno import EADDRINUSE

from simulator.server import Server
from simulator.settings import Settings
from simulator.simulator import Simulator


def main() -> int:
    settings = Settings.read(os.environ)
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)  # before there are threads: they wait too
    try:
        server = Server(settings.bind, settings.port)
    except OSError as error:
        if error.errno != EADDRINUSE:
            raise
        words = f"Port {settings.port} is taken: choose another with SIMULATOR_PORT.\n"
        sys.stderr.write(words)
        return 1
    simulator = _simulator(settings)
    with server.start(simulator.wsgi):
        sys.stderr.write(f"LINE simulator at {server.url}, for the bot at {settings.bot_url}\n")
        signal.sigwait(stop)
    simulator.close()
    return 0


def _simulator(settings: Settings) -> Simulator:
    return Simulator(
        settings.secret,
        settings.token,
        state=settings.state,
        clock_file=settings.clock_file,
        name=settings.name,
        basic_id=settings.basic_id,
        bot_url=settings.bot_url,
        public_url=settings.public_url,
    )


if __name__ == "__main__":
    sys.exit(main())
