"""Puts the events of a record into words: who changed what of which thing, when, and how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Field, Model
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.admin.naming import (
    Labels,
    Names,
    as_thing,
    in_words,
    is_text,
    kept_fields,
    leads_to,
    names_in,
    naming,
)
from newsroom.undoing import DELETE, INSERT, UPDATE

LONGEST_NAME = 90  # characters of a thing's name in a sentence


@dataclass(frozen=True)
class FieldChange:
    """One field's change, in words; ``before`` is "" for what was added."""

    name: str
    before: str
    after: str
    is_text: bool
    """Whether to compare it word by word."""


@dataclass(frozen=True)
class Told:
    """What became of one row: "changed the statement of this claim"."""

    did: str
    changes: list[FieldChange] = field(default_factory=list)


@dataclass(frozen=True)
class Act:
    """What was done at once: by one press of a button, one command, one transaction past the application."""

    at: datetime
    who: str
    how: SafeString | str
    told: list[Told]

    @property
    def iso(self) -> str:
        """Give the moment as an address holds it, to the microsecond."""
        return self.at.isoformat()

    @property
    def when(self) -> SafeString:
        """Give the moment in words."""
        return moment(self.at)

    @property
    def sentence(self) -> SafeString:
        """Give who did what, when and how: one sentence."""
        did = self.told[0].did if len(self.told) == 1 else _made(len(self.told))
        words = {"who": format_html("<strong>{}</strong>", self.who), "when": moment(self.at), "how": self.how}
        return format_html(_("{who} {did} on {when}{how}"), did=did, **words)


def _made(count: int) -> str:
    return ngettext("made %(count)s change", "made %(count)s changes", count) % {"count": count}


def moment(at: datetime) -> SafeString:
    """Return a time with its zone, the newsroom's, and with its seconds where the mouse rests on it."""
    local = localtime(at)
    exact = f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M:%S %Z}"
    # Translators: a day, in the signs of Django's "date" filter: 22 November 2026
    day = date_format(local, _("j F Y"))
    shown = f"{day}, {local:%H:%M %Z}"
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), exact, shown)


class Telling:
    """Puts events into words."""

    def __init__(self, thing: Model, rows: Sequence[tuple[Any, Any]], label: Labels) -> None:
        self.owner = type(thing)
        self.known = {(type(thing), thing.pk): str(thing)}
        self.rows = rows
        self.label = label

    def act(self, done: list[tuple[Any, Any]]) -> Act:
        """Tell what was done at once, newest first, in the order in which it was done, the thing itself first."""
        told = [said for before, row in reversed(done) if (said := self._told(before, row))]
        told.sort(key=lambda said: said[0])
        row = done[0][1]
        return Act(row.pgh_created_at, self._who(row), how(row), [said for _order, said in told])

    def _told(self, before: Any, row: Any) -> tuple[bool, Told] | None:
        is_part = row.pgh_tracked_model is not self.owner
        changes = [] if row.pgh_label == DELETE else self._changes(before, row)
        names = [change.name for change in changes]
        if row.pgh_label not in (INSERT, UPDATE, DELETE):
            names.append(str(row.pgh_tracked_model._meta.get_field(row.pgh_label).verbose_name))
        if not names and row.pgh_label == UPDATE:
            return None if before is not None else (is_part, Told(self._did(row, [_("something")])))
        return is_part, Told(self._did(row, names), changes)

    def _did(self, row: Any, fields: list[str]) -> str:
        model = row.pgh_tracked_model
        is_part = model is not self.owner
        words = {"thing": model._meta.verbose_name, "name": self._name(row) if is_part else ""}
        if row.pgh_label == INSERT:
            return (_("added the %(thing)s “%(name)s”") if is_part else _("added this %(thing)s")) % words
        if row.pgh_label == DELETE:
            return (_("removed the %(thing)s “%(name)s”") if is_part else _("deleted this %(thing)s")) % words
        words["what"] = get_text_list([_("the %(field)s") % {"field": name} for name in fields], _("and"))
        return (
            _("changed %(what)s of the %(thing)s “%(name)s”") if is_part else _("changed %(what)s of this %(thing)s")
        ) % words

    def _changes(self, before: Any, after: Any) -> list[FieldChange]:
        model = after.pgh_tracked_model
        if after.pgh_label == INSERT:
            said = naming(model, self.owner) if model is not self.owner else None
            return [self._added(column, after) for column in kept_fields(model) if self._is_told(column, after, said)]
        if before is None:
            return []  # nothing tells what it was
        columns = [c for c in kept_fields(model) if getattr(before, c.attname) != getattr(after, c.attname)]
        return [self._changed(column, before, after) for column in columns]

    def fields_back(self, now: Any, was: Any) -> "Iterator[tuple[Field[Any, Any], FieldChange]]":
        """Tell, field by field, what restoring a row would change."""
        for column in kept_fields(now.pgh_tracked_model):
            if getattr(now, column.attname) != getattr(was, column.attname):
                yield column, self._changed(column, now, was)

    def back(self, now: Any, was: Any) -> Told:
        """Tell what restoring one row, of the thing or of a part, would do."""
        row = was or now
        model = row.pgh_tracked_model
        words = {
            "thing": model._meta.verbose_name,
            "name": self._name(row) if model is not self.owner else str(as_thing(row)),
        }
        if now is None:
            return Told(_("The %(thing)s “%(name)s” comes back") % words)
        if was is None:
            return Told(_("The %(thing)s “%(name)s” goes") % words)
        changes = [told for _column, told in self.fields_back(now, was)]
        return Told(_("The %(thing)s “%(name)s” is as it was") % words, changes)

    def _is_told(self, column: "Field[Any, Any]", row: Any, said: "Field[Any, Any] | None") -> bool:
        """Tell whether a new row's value is news: not its tie to the owner, nor what its name says already."""
        is_news = column is not said and not leads_to(column, self.owner)
        return is_news and getattr(row, column.attname) not in ("", None)

    def _added(self, column: "Field[Any, Any]", row: Any) -> FieldChange:
        return FieldChange(
            str(column.verbose_name), "", in_words(column, getattr(row, column.attname), self.names), False
        )

    def _changed(self, column: "Field[Any, Any]", before: Any, after: Any) -> FieldChange:
        old, new = (in_words(column, getattr(row, column.attname), self.names) for row in (before, after))
        compared = is_text(column)
        if compared:
            old, new = (str(getattr(row, column.attname) or "") for row in (before, after))
        return FieldChange(str(column.verbose_name), old, new, compared)

    def _name(self, row: Any) -> str:
        column = naming(row.pgh_tracked_model, self.owner)
        name = in_words(column, getattr(row, column.attname), self.names) if column else str(row.pgh_obj_id)
        return Truncator(" ".join(name.split()).strip('“”"„«»')).chars(LONGEST_NAME)

    @cached_property
    def names(self) -> Names:
        """Name what foreign keys in the events point to, by model and key."""
        return names_in([row for pair in self.rows for row in pair if row is not None], self.label, self.known)

    @cached_property
    def users(self) -> dict[str, str]:
        """Name those who did something, by key."""
        contexts = [row.pgh_context.metadata for _before, row in self.rows if row.pgh_context]
        keys = {context.get(key) for context in contexts for key in ("user", "asked_by")}
        users = get_user_model()._default_manager.filter(pk__in=keys - {None})
        return {str(user.pk): user_name(user) for user in users}

    def _who(self, row: Any) -> str:
        context = row.pgh_context.metadata if row.pgh_context else {}
        if context.get("user") is not None:
            return self._user(context["user"])
        asked_by = self._user(context["asked_by"]) if context.get("asked_by") else context.get("login", "")
        if context.get("command") and asked_by:
            return _("The command %(command)s, for %(who)s") % {"command": context["command"], "who": asked_by}
        if context.get("command"):
            return _("The command %(command)s") % {"command": context["command"]}
        if context:
            return _("Somebody not signed in")
        return _("Database user %(role)s") % {"role": row.db_role}

    def _user(self, key: Any) -> str:
        return self.users.get(str(key)) or _("user %(id)s") % {"id": key}


def how(row: Any) -> SafeString | str:
    """Tell from which action a change came: the button, the file that a command read, the page."""
    context = row.pgh_context.metadata if row.pgh_context else {}
    if context.get("restored"):
        at = parse_datetime(context["restored"])
        return format_html(_(", to restore the state of {}"), moment(at) if at else context["restored"])
    if context.get("action") and context.get("reason"):
        return _(", with “%(action)s” (%(reason)s)") % {"action": context["action"], "reason": context["reason"]}
    if context.get("desk"):
        return _(", on the review desk")
    if context.get("action"):
        return _(", with “%(action)s”") % {"action": context["action"]}
    if context.get("file"):
        return _(", from the file %(file)s") % {"file": context["file"]}
    if context.get("url"):
        return _(", at %(address)s") % {"address": context["url"]}
    return "" if context else _(", past the application")


def user_name(user: Any) -> str:
    """Give a user's full name, else the name they sign in with."""
    return str(user.get_full_name() or user.get_username())
