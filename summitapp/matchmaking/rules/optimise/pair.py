"""Two searches, side by side in two processes or one after the other: the answer is the same."""

from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from time import perf_counter

from summitapp.matchmaking.rules.optimise.search import Leg, Search, State


class Beside:
    """A search in a child process, which has the parent's memory as it was."""

    def __init__(self, search: Search) -> None:
        context = get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._child = context.Process(target=self._serve, args=(search, theirs, self._pipe), daemon=True)
        self._child.start()
        theirs.close()

    @staticmethod
    def possible() -> bool:
        """Whether this system can."""
        return "fork" in get_all_start_methods()

    @staticmethod
    def _serve(search: Search, pipe: Connection, other: Connection) -> None:
        other.close()
        while True:
            try:
                leg, found = pipe.recv()
            except (EOFError, OSError):
                return
            if found is not None:
                search.adopt(*found)
            search.run(leg, perf_counter())
            pipe.send((search.score, search.best, search.steps))

    def begin(self, leg: Leg, found: tuple[int, State] | None) -> None:
        """Let the child go on, from another state if one is given."""
        self._pipe.send((leg, found))

    def answer(self) -> tuple[int, State, int]:
        """Wait for what it has found."""
        found: tuple[int, State, int] = self._pipe.recv()
        return found

    def end(self) -> None:
        """Let the child go."""
        self._pipe.close()
        self._child.terminate()
        self._child.join()


class Pair:
    """Two searches; after each leg the worse goes on from the better one's best.

    :param processes: with one, the second runs after the first, and not at all where the clock decides.
    """

    def __init__(self, first: Search, second: Search, processes: int, by_clock: bool) -> None:
        self.first, self.second = first, second
        self.beside = Beside(second) if processes > 1 and Beside.possible() else None
        self.both = self.beside is not None or not by_clock
        self._found: tuple[int, State] | None = None
        self.steps = 0

    def run(self, leg: Leg) -> None:
        """Let both go one leg."""
        if self.beside is not None:
            self.beside.begin(leg, self._found)
        self.first.run(leg, perf_counter())
        self.steps = self.first.steps
        if self.beside is not None:
            score, best, steps = self.beside.answer()
        elif self.both:
            if self._found is not None:
                self.second.adopt(*self._found)
            self.second.run(leg, perf_counter())
            score, best, steps = self.second.score, self.second.best, self.second.steps
        else:
            return
        self.steps += steps
        self._found = None
        if score > self.first.score:
            self.first.adopt(score, best)
        elif score < self.first.score:
            self._found = self.first.score, self.first.best

    def end(self) -> None:
        """Let the child process go, if there is one."""
        if self.beside is not None:
            self.beside.end()
