"""Workers side by side, as several processes of the queue do the same task."""

import threading
from collections.abc import Callable


def side_by_side(work: Callable[[], object], workers: int = 3) -> None:
    """Do ``work`` in several threads at once, and fail with what any of them raised."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=run) for _ in range(workers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not faults, faults
