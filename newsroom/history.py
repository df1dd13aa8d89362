"""The record of every change: who, when, what it was before; written by database triggers.

A trigger sees what ``save()`` hooks miss: bulk updates, COPY and raw SQL.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def on_record(*, exclude: Sequence[str] = ()) -> Callable[[Model], Model]:
    """Keep every insert, change and deletion of a model's rows in an append-only event table.

    ``exclude`` names the fields that are computed from others. One extra insert a changed row.
    """
    track: Callable[[Model], Model] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
    )
    return track
