"""Loading the sample into a database that is empty: whole, checked, and on record; or not at all."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pghistory
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import ActorListing, ActorTally, ArticleListing, Claim, Listing, Rating
from claims.sample.baring import Bared
from claims.sample.checking import RULES, broken
from claims.sample.making import Making
from claims.sample.recording import events_of, keeps_inserts, off_record, record
from claims.sample.tables import Tables

EDITORS = 3
LISTINGS = (Listing, ActorTally, ActorListing, ArticleListing)
TAKEN_BACK = 200  # of so many published claims, one is taken back
MEMORY = "512MB"  # for making indexes

Told = Callable[[str], None]


class SampleRefusedError(Exception):
    """Why no sample was loaded, in plain words."""


def load(claims: int, *, seed: int = 1, until: datetime | None = None, told: Told = lambda _words: None) -> None:
    """Load a sample of ``claims`` claims, the youngest of the moment ``until`` (now); ``told`` hears how far it is.

    Everything happens in one transaction, which keeps everybody else out of the tables. Raises
    ``SampleRefusedError`` where articles, claims or a record of them are there, or a rule is broken.
    """
    tables = Tables()
    context = pghistory.context(command="load_sample", claims=claims, seed=seed)
    with context, transaction.atomic(), connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        names = [name for rows in tables.all() for name in _tables_of(rows.model)]
        _refuse_unless_empty(cursor, names)
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
        cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'")
        bared = Bared(cursor, names)
        people = {"editors": _editors(), "ratings": list(Rating.objects.values_list("pk", flat=True))}
        _fill(cursor, tables, Making(tables, claims=claims, seed=seed, until=until or timezone.now(), **people), told)
        told(_("putting it on record"))
        for model, events in _recorded(tables):
            record(cursor, model, events)
        bared.index(lambda table: told(_("making anew: %(index)s") % {"index": table}))
        for name in names:
            cursor.execute(f"ANALYZE {name}")
        _check(cursor, tables, told)
        told(_("listing the public claims"))
        _list(cursor)
        bared.guard()
        told(_("taking some claims back"))
        _take_back(tables.claims.last)
    _tidy([*names, *(model._meta.db_table for model in LISTINGS)], told)


def _editors() -> list[int]:
    """Give the users who confirm, review and publish; none of them can log in."""
    users = get_user_model()._default_manager
    named = {f"sample-editor-{n}": {"is_active": False, "last_name": f"Sample {n}"} for n in range(1, EDITORS + 1)}
    return [users.get_or_create(username=name, defaults=defaults)[0].pk for name, defaults in named.items()]


def _tables_of(model: type[Model]) -> list[str]:
    """Give the table of ``model``, and the one that keeps its changes."""
    events = events_of(model)
    return [model._meta.db_table, *([events._meta.db_table] if events else [])]


def _recorded(tables: Tables) -> Iterator[tuple[type[Model], type[Model]]]:
    for rows in tables.all():
        events = events_of(rows.model)
        if events and keeps_inserts(events):
            yield rows.model, events


def _refuse_unless_empty(cursor: CursorWrapper, names: Sequence[str]) -> None:
    """Lock the tables, and refuse if there is a row in any."""
    cursor.execute(f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE")
    for name in names:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {name})")  # noqa: S608 - names of our own tables
        if cursor.fetchone()[0]:
            raise SampleRefusedError(
                _(
                    "This database is in use: the table %(table)s holds rows. The sample goes into a database of its "
                    "own, because what was once public can't be deleted. Make an empty one, name it in DATABASE_URL "
                    "(or name another folder in VAR_DIR for an embedded one), run “manage.py migrate” and try again."
                )
                % {"table": name}
            )


def _fill(cursor: CursorWrapper, tables: Tables, making: Making, told: Told) -> None:
    """Copy batch after batch; the next is made meanwhile, since the database is what takes longer."""
    making_on = making.run()
    with ThreadPoolExecutor(max_workers=1) as maker:
        coming = maker.submit(next, making_on, None)
        while made := coming.result():
            coming = maker.submit(next, making_on, None)
            for rows, batch in made.batches:
                rows.copy(cursor, batch)
            told(_("%(made)s of %(all)s claims") % {"made": f"{made.claims:,}", "all": f"{making.claims:,}"})
    for rows in tables.all():
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", (rows.table, max(1, rows.last)))


def _check(cursor: CursorWrapper, tables: Tables, told: Told) -> None:
    """Ask every rule of all rows; raises ``SampleRefusedError`` for the first that is broken."""
    on_record = {
        f"Every {model._meta.verbose_name} is on record": off_record(model, kept) for model, kept in _recorded(tables)
    }
    for rule, query in (RULES | on_record).items():
        told(_("checking: %(rule)s") % {"rule": rule})
        if thing := broken(cursor, query):
            raise SampleRefusedError(
                _("Nothing was loaded: “%(rule)s” doesn't hold for %(thing)s.") % {"rule": rule, "thing": thing}
            )


def _list(cursor: CursorWrapper) -> None:
    """Gather what lists are made of; actors are tallied once, not with each claim.

    Listings are indexed when all are there: half the time goes into that.
    """
    listings = Bared(cursor, [Listing._meta.db_table])
    cursor.execute("SELECT claims_relist_all()")
    _judge(cursor)
    listings.index(lambda _name: None)
    listings.guard()
    for gathered in ("tally", "relist_relays", "relist_articles"):
        cursor.execute(f"SELECT claims_{gathered}_all()")
    _judge(cursor)


def _judge(cursor: CursorWrapper) -> None:
    """Judge the keys of what was listed now: no table can be changed before that is done."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _take_back(last: int) -> None:
    """Withdraw some claims by an ordinary update: all triggers are on again."""
    public = Claim.objects.public().filter(pk__in=range(TAKEN_BACK, last + 1, TAKEN_BACK))
    public.update(status=Claim.Status.WITHDRAWN, withdrawn_reason="It was told of somebody else.")


def _tidy(names: Sequence[str], told: Told) -> None:
    """Let PostgreSQL note which pages hold nothing but what everybody sees; impossible inside a transaction."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for name in names:
            told(_("tidying %(table)s") % {"table": name})
            cursor.execute(f"VACUUM (ANALYZE) {name}")
