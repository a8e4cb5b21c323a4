"""What happens by the clock. Jobs are declared where they are written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

Job = Callable[[Session, datetime], bool | None]  # true: there is more of it to do


@dataclass(frozen=True)
class Clock:
    jobs: list[tuple[Job, timedelta]]

    def every(self, **interval: int) -> Callable[[Job], Job]:
        """Run a job at this interval, each time in its own transaction."""

        def declare(job: Job) -> Job:
            self.jobs.append((job, timedelta(**interval)))
            return job

        return declare

    def include(self, *others: "Clock") -> None:
        for other in others:
            self.jobs.extend(other.jobs)
