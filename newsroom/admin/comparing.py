"""Three versions of one form: what it showed when it was opened, what somebody stored since, what was entered.

A field, or a row of an inline as a whole, that only one of the two changed can be taken as that one left it; what both
changed, each in another way, must be chosen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.admin.entered import differs, put, sent_in_words, sent_value, stored_in_words

MINE, THEIRS = "mine", "theirs"
Rows = Mapping[str, Any]
"""Rows of an inline by key."""


@dataclass(frozen=True)
class Line:
    """One field in three versions, in words; None where there is no such row."""

    name: str
    before: str | None
    theirs: str | None
    mine: str | None


@dataclass
class Item:
    """What is chosen as one: a field, or a row of an inline."""

    key: str
    name: str
    lines: list[Line]
    by_them: bool
    by_me: bool
    choice: str = field(init=False)
    is_new: bool = False
    """A row that they added; there is nothing to choose."""

    def __post_init__(self) -> None:
        self.choice = "" if self.must_be_chosen else THEIRS if self.by_them else MINE

    @property
    def must_be_chosen(self) -> bool:
        """Whether both changed it, each in another way."""
        return self.by_them and self.by_me


@dataclass(frozen=True)
class Field:
    """One field of one form: as it was seen, as it is stored now, as it was sent."""

    name: str
    form: Any
    before: Any
    now: Any
    sent: Any

    @classmethod
    def of(cls, form: Any, name: str, rows: tuple[Any, Any], data: QueryDict | None) -> "Field":
        """Read it out of two rows and what was sent, each of which may be None."""
        before, now = (None if row is None else initial(form, row, name) for row in rows)
        sent = None if data is None else sent_value(form.fields[name], form.add_prefix(name), data)
        return cls(name, form, before, now, sent)

    @property
    def by_them(self) -> bool:
        """Whether what is stored is no longer what was seen."""
        return bool(_plain(self.before) != _plain(self.now))

    @property
    def by_me(self) -> bool:
        """Whether another value was sent than was seen."""
        return differs(self.form.fields[self.name], self.before, self.sent)

    @property
    def agreed(self) -> bool:
        """Whether what was sent is what is stored."""
        return not differs(self.form.fields[self.name], self.now, self.sent)

    def line(self, *, before: bool = True, theirs: bool = True, mine: bool = True) -> Line:
        """Put it into words, in those versions in which there is such a row."""
        column = self.form.fields[self.name]
        return Line(
            capfirst(str(column.label or self.name)),
            stored_in_words(column, self.before) if before else None,
            stored_in_words(column, self.now) if theirs else None,
            sent_in_words(column, self.sent) if mine else None,
        )


def compared_fields(form: Any, before: Any, now: Any, data: QueryDict) -> Iterator[Item]:
    """Give the fields of a thing's own form that one of the two changed; ``now`` is None where it was deleted."""
    for name in form.fields:
        one = Field.of(form, name, (before, now), data)
        if now is None:
            if one.by_me:
                yield Item(name, one.line().name, [one.line(theirs=False)], by_them=True, by_me=True)
        elif (one.by_them or one.by_me) and not (one.by_them and one.agreed):
            yield Item(name, one.line().name, [one.line()], one.by_them, one.by_me)


def compared_rows(formset: Any, before: Rows, now: Rows, data: QueryDict) -> Iterator[Item]:
    """Give the rows of an inline that one of the two changed, added or took out; those that I added need no choice.

    Of rows that are only shown to me, such as reviews, a browser sends the keys and nothing else: they are not mine.
    """
    posted = {pk: number for number, pk in posted_rows(formset, data) if pk} if formset.may_change else {}
    for pk in [*before, *(pk for pk in now if pk not in before)]:
        row = _Row(formset, pk, before.get(pk), now.get(pk), posted.get(pk), data)
        item = row.item()
        if item is not None:
            yield item


@dataclass(frozen=True)
class _Row:
    formset: Any
    pk: str
    before: Any
    now: Any
    number: int | None
    data: QueryDict

    def item(self) -> Item | None:
        fields = self._fields()
        is_out = self._is_out()
        by_them = self.before is None or self.now is None or any(one.by_them for one in fields)
        by_me = self.number is not None and (is_out or any(one.by_me for one in fields))
        agreed = (self.now is None and is_out) or (
            self.before is not None and self.now is not None and not is_out and all(one.agreed for one in fields)
        )
        if not (by_them or by_me) or (by_them and by_me and agreed):
            return None
        has = {"before": self.before is not None, "theirs": self.now is not None, "mine": not is_out}
        lines = [one.line(**has) for one in fields]
        told = [line for line in lines if len({line.before or "", line.theirs or "", line.mine or ""}) > 1] or lines
        key = f"{self.formset.prefix}:{self.pk}"
        return Item(key, self._name(), told, by_them, by_me, is_new=self.before is None)

    def _fields(self) -> list[Field]:
        prefix = f"{self.formset.prefix}-{self.number if self.number is not None else '__none__'}"
        form = self.formset.form(instance=self.now or self.before, prefix=prefix)
        names = [name for name in form.fields if name not in {"id", "DELETE", self.formset.fk.name}]
        data = self.data if self.number is not None else None
        return [Field.of(form, name, (self.before, self.now), data) for name in names]

    def _is_out(self) -> bool:
        return self.number is None or f"{self.formset.prefix}-{self.number}-DELETE" in self.data

    def _name(self) -> str:
        words = {"thing": self.formset.model._meta.verbose_name, "name": str(self.now or self.before)}
        return capfirst(_("%(thing)s “%(name)s”") % words)


def posted_rows(formset: Any, data: QueryDict) -> list[tuple[int, str]]:
    """Give number and key ("" for a new one) of each row of an inline that was sent."""
    total = data.get(f"{formset.prefix}-TOTAL_FORMS", "")
    count = min(int(total), 2000) if total.isdecimal() else 0
    key = formset.model._meta.pk.name
    return [(number, data.get(f"{formset.prefix}-{number}-{key}", "")) for number in range(count)]


def initial(form: Any, row: Any, name: str) -> Any:
    """Give what a form for ``row`` shows in a field."""
    return type(form)(instance=row).get_initial_for_field(form.fields[name], name)


def take_fields(form: Any, now: Any, items: list[Item], data: QueryDict) -> None:
    """Put what they stored into ``data`` where theirs is chosen."""
    for item in items:
        if item.choice == THEIRS:
            put(form.fields[item.key], form.add_prefix(item.key), initial(form, now, item.key), data)


def take_rows(formset: Any, now: Rows, items: list[Item], data: QueryDict) -> None:
    """Put the rows of an inline into ``data`` as chosen, so that they fit to what is stored now."""
    chosen = {item.key.removeprefix(f"{formset.prefix}:"): item.choice for item in items}
    stored, new = [], []
    posted = posted_rows(formset, data)
    for number, pk in posted:
        sent = _cut_out(data, f"{formset.prefix}-{number}-")
        if not pk:
            new.append(sent)
        elif pk in now:
            stored.append(_as_sent(formset, now[pk]) if chosen.get(pk) == THEIRS else sent)
        elif chosen.get(pk) == MINE and "DELETE" not in sent:
            new.append(sent | {formset.model._meta.pk.name: [""]})
    shown = {str(row.pk) for row in formset.get_queryset()} - {pk for _number, pk in posted}
    stored += [_as_sent(formset, row) for pk, row in now.items() if pk in shown]
    data[f"{formset.prefix}-INITIAL_FORMS"] = str(len(stored))
    data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
    for number, sent in enumerate([*stored, *new]):
        for name, values in sent.items():
            data.setlist(f"{formset.prefix}-{number}-{name}", values)


def _cut_out(data: QueryDict, prefix: str) -> dict[str, list[Any]]:
    return {name.removeprefix(prefix): data.pop(name) for name in list(data) if name.startswith(prefix)}


def _as_sent(formset: Any, row: Any) -> dict[str, list[Any]]:
    data, form = QueryDict(mutable=True), formset.form(instance=row, prefix="row")
    for name in form.fields:
        put(form.fields[name], form.add_prefix(name), initial(form, row, name), data)
    data[f"row-{formset.model._meta.pk.name}"] = str(row.pk)
    data[f"row-{formset.fk.name}"] = str(getattr(row, formset.fk.attname))
    return {name.removeprefix("row-"): values for name, values in data.lists()}


def _plain(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
