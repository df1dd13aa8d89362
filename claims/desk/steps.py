"""An editor's last steps on the desk, kept in the session, newest last: what can be taken back, and by whom.

The session belongs to one login of one editor; what a step changed stands in the record of changes.
"""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

KEY = "desk_steps"
MOST = 50


@dataclass(frozen=True)
class Step:
    """One thing that an editor did."""

    circumstance: str | None  # that it was done in; None: readers saw it, so it stays
    said: str
    article: int
    quote: int
    added: bool = False  # whether it added the quotation

    @property
    def id(self) -> UUID:
        """The circumstance."""
        return UUID(self.circumstance)


def remember(session: SessionBase, step: Step) -> None:
    """Put a step on top; the oldest beyond ``MOST`` is forgotten."""
    session[KEY] = [*session.get(KEY, []), asdict(step)][-MOST:]


def last(session: SessionBase) -> Step | None:
    """Give the step on top, if there is one."""
    steps = session.get(KEY, [])
    return Step(**steps[-1]) if steps else None


def forget_last(session: SessionBase) -> None:
    """Take the step on top away."""
    session[KEY] = session.get(KEY, [])[:-1]
