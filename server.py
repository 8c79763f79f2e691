"""The server: loads the application once, then granian forks its workers from it.

``.venv/bin/python server.py --interface wsgi --workers 2 --blocking-threads 2 --no-ws wsgi:app`` takes every option of
``granian``. What workers never change – the code, the tables, the map of addresses – is held once for all of them, which
takes a third of each one's memory away. New code comes with a new start of this process: after a HUP granian would
fork the old one again.
"""

import gc
import multiprocessing

from granian.cli import entrypoint


def load() -> None:
    """Load the application before the fork, and keep the collector from writing into the pages that are shared."""
    if multiprocessing.get_start_method() != "fork":
        return  # elsewhere than on Linux each worker loads it for itself
    import wsgi  # noqa: F401 - the workers find their target among what is loaded

    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    load()
    entrypoint()  # type: ignore[no-untyped-call]
