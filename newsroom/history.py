"""The record of every change: who, when, what it was before; written by database triggers.

A trigger sees what ``save()`` hooks miss: bulk updates, COPY and raw SQL. Who it was stands in the event's
context (the user and address of a request, the name of a command); for SQL that came past the application
there is no context, and the event's ``db_role`` tells which database user it was.
"""

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import pghistory
from django.apps import apps
from django.db import connection, models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _
from pghistory.runtime import _tracker

from newsroom.guards import NeverTruncate

SERVING = {"runserver", "test"}
_is_apart: ContextVar[bool] = ContextVar("is_apart", default=False)

Model = TypeVar("Model", bound=type[models.Model])


def on_record(*, exclude: Sequence[str] = (), secret: str = "") -> Callable[[Model], Model]:
    """Keep every insert, change and deletion of a model's rows in an append-only event table.

    ``exclude`` names the fields that are computed from others. Of the field ``secret`` is kept that it was changed,
    by an event that bears its name, and never a value. One extra insert a changed row.
    """
    events: list[pghistory.RowEvent] = [pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()]
    if secret:
        events.append(pghistory.UpdateEvent(secret, condition=pghistory.AnyChange(secret)))
        exclude = [*exclude, secret]
    return _kept(*events, exclude=exclude)


def deletion_on_record(*, exclude: Sequence[str] = ()) -> Callable[[Model], Model]:
    """Keep every deletion of rows that never change: while it is there, the row itself is the record."""
    return _kept(pghistory.DeleteEvent(), exclude=exclude)


def _kept(*events: pghistory.RowEvent, exclude: Sequence[str]) -> Callable[[Model], Model]:
    track: Callable[[Model], Model] = pghistory.track(
        *events,
        exclude=list(exclude) or None,
        attrs={
            "db_role": models.CharField(_("database user"), max_length=63, db_default=Func(template="session_user"))
        },
        meta={"triggers": [NeverTruncate()]},
    )
    return track


def event_model(model: type[models.Model]) -> type[models.Model] | None:
    """Give the table of events of ``model``, or None if it is not on record (its rows never change)."""
    try:
        return apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    except LookupError:
        return None


@contextmanager
def circumstance(**metadata: object) -> Iterator[Any]:
    """Let what is done within be one act, apart from the request or command it is done in; gives what is kept of it.

    Who it was is carried over. Within another such act it is a part of that one.
    """
    outer = getattr(_tracker, "value", None)
    if _is_apart.get():
        with pghistory.context(**metadata) as made:
            yield made
        return
    if outer is not None:
        del _tracker.value
    token = _is_apart.set(True)
    try:
        with pghistory.context(**(outer.metadata if outer else {}) | metadata) as made:
            yield made
    finally:
        _is_apart.reset(token)
        if outer is not None:
            _tracker.value = outer


@contextmanager
def named_command(name: str) -> Iterator[None]:
    """Let the record name a command, and the login of who gave it, for all that it changes.

    What serves requests is left out: they name themselves.
    """
    if name in SERVING:
        yield
        return
    with connection.execute_wrapper(_spare_percent_signs), pghistory.context(command=name, login=_login()):
        yield


def _spare_percent_signs(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401 - Django's
    """Let "%" stay what it is in a statement without parameters: the history library adds some."""
    if params is None and isinstance(sql, str):
        return execute(sql.replace("%", "%%"), (), many, context)
    return execute(sql, params, many, context)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return ""


def done_with(action: str) -> None:
    """Let the record say by which button or action the changes of this request come: "Save and publish".

    Once a request, before the first change: who, when and how stay as they were written.
    """
    pghistory.context(action=str(action))
