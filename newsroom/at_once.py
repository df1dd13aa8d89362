"""How many requests are answered at once, where nothing else bounds it: each holds a connection to the database."""

from collections.abc import Callable, Iterable, Iterator
from threading import BoundedSemaphore
from typing import Any

MOST = 24  # of the hundred connections that PostgreSQL takes; commands and other programs need some, too

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class AtOnce:
    """A WSGI application that answers a number of requests at once and lets the others wait for their turn."""

    def __init__(self, application: Application, most: int = MOST) -> None:
        self._application = application
        self._places = BoundedSemaphore(most)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> "_Answer":
        """Answer when there is a place; it is free again when the answer is closed, as its connection is."""
        self._places.acquire()
        try:
            return _Answer(self._application(environ, start_response), self._places.release)
        except BaseException:
            self._places.release()
            raise


class _Answer:
    """An answer that says when it is closed. Who serves it closes it, whatever happens."""

    def __init__(self, answer: Iterable[bytes], done: Callable[[], None]) -> None:
        self._answer, self._done = answer, done

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        """Close the answer itself, then give the place back."""
        done, self._done = self._done, _nothing
        try:
            close = getattr(self._answer, "close", None)
            if close is not None:
                close()
        finally:
            done()


def _nothing() -> None:
    pass
