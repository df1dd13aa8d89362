"""Finds text that a page shows though nobody marked it for translation.

Under `brackets` every translated text stands in brackets that occur nowhere else. What a page shows outside of them
must come from the database, or be said in `OURS`.
"""

import re
from contextlib import contextmanager
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.utils import translation

from claims.templatetags.pages import date_in_words, written_day

OPEN, CLOSE = "⟦", "⟧"
BRACKETED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
SPOKEN = {"alt", "aria-label", "content", "data-hint", "placeholder", "title"}  # attributes that people read or hear
UNSPOKEN = {"script", "style", "code"}
FOR_PROGRAMS = {"viewport", "color-scheme", "robots", "og:type", "og:image:type", "twitter:card"}  # metadata
OURS = {"newsroom", "wikidata", "json", "csv", "openapi json", "english", "español"}


@contextmanager
def brackets():
    """Put every translated text into brackets, also those that were kept without and would be kept with them."""
    real = translation._trans
    forget()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("gettext", "ngettext", "pgettext", "npgettext"):
            translate = getattr(real, name)
            patch.setattr(real, name, lambda *said, translate=translate: _bracketed(translate(*said), said[0]))
        yield
    forget()


def forget():
    admin.site.forget()
    date_in_words.cache_clear()
    written_day.cache_clear()


def _bracketed(text, said):
    return text if said in ("", "j F Y") else f"{OPEN}{text}{CLOSE}"  # the latter is a form, not a text


class Shown(HTMLParser):
    """Collects what a page shows or says."""

    def __init__(self, page):
        super().__init__()
        self.said, self.text, self.silent = [], "", 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.silent += tag in UNSPOKEN
        self._part(tag)
        attrs = dict(attrs)
        is_button = tag == "input" and attrs.get("type") in ("submit", "button", "reset")
        named = attrs.get("name", attrs.get("property", "")) not in FOR_PROGRAMS
        spoken = {name for name in SPOKEN if tag != "meta" or named} | ({"value"} if is_button else set())
        self.said += [value for name, value in attrs.items() if name in spoken and value]

    def handle_endtag(self, tag):
        self.silent -= tag in UNSPOKEN
        self._part(tag)

    def handle_data(self, data):
        if not self.silent:
            self.text += data

    def _part(self, tag):
        if tag != "span":  # which stands within texts
            self.text += "\n"


def unmarked(page):
    """Give what ``page`` shows that is neither translated nor in the database."""
    known = data() | OURS
    found = set()
    shown = Shown(page)
    for text in [shown.text, *shown.said]:
        while BRACKETED.search(text):
            text = BRACKETED.sub("\n", text)
        for piece in re.split(r"\n+|https?://\S*|[^\w\s’'-]", text):
            words = _plain(piece)
            words = " ".join(word for word in words.split() if not re.search(r"\d", word))
            if re.search(r"[^\W\d_]{2}", words) and not any(words in said for said in known):
                found.add(words)
    return found


def data():
    """Give all that rows say in words; a choice is said by its label, which is translated."""
    said = set()
    for model in apps.get_models():
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        ]
        if fields and model._meta.app_label in ("articles", "claims", "auth", "newsroom"):
            said |= {_plain(str(value)) for row in model.objects.values_list(*fields) for value in row if value}
    return said


def _plain(text):
    return " ".join(re.sub(r"[^\w’'-]+", " ", text.casefold()).split())
