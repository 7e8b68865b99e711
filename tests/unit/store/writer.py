"""A process that writes to the store until it is killed, and says on stdout what was acknowledged.

Arguments: the home, and how many bytes a file may have (0: any).
"""

from __future__ import annotations

import resource
import sys
from datetime import timedelta
from itertools import count

from assistant import paths
from assistant.errors import DiskFullError
from assistant.store import NewJob, Store, keys
from tests.unit.store.samples import at, because, belief, seen


def write(home: paths.Home, limit: int) -> None:
    """Each round adds an observation with a job, then does the job: a belief instead of it, in one transaction."""
    with Store.open(home, keys.unlock(home), create=True, ballast_size=64 * 1024) as store:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        first = max((o.id or 0 for o in store.observations(limit=1)), default=0)
        for n in count(first + 1):
            stored = store.add_observation(seen(f"line {n} " + "x" * 200, minute=n), [NewJob("think", at(n))])
            assert stored is not None
            print("seen", stored.id, flush=True)  # noqa: T201
            while job := store.claim(at(n) + timedelta(days=1)):
                about = store.observation(job.observation_id or 0)
                with store.transaction():
                    store.add_proposition(belief(f"belief {job.id}", because(about, about.lines[0].text)))
                    assert store.ack(job)
                print("done", job.id, flush=True)  # noqa: T201
            if n % 20 == 0:
                store.checkpoint()


if __name__ == "__main__":
    try:
        write(paths.home({"INKLING_HOME": sys.argv[1]}), int(sys.argv[2]))
    except DiskFullError:
        print("full", flush=True)  # noqa: T201
