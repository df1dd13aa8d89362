"""The keys of the desk: one table, which the page, its script and the editors' manual take them from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Key:
    """One key and what it does."""

    key: str
    command: str  # what the script calls it
    does: "StrPromise"


@dataclass(frozen=True)
class Group:
    """Keys that belong together."""

    name: "StrPromise"
    keys: tuple[Key, ...]


GROUPS = (
    Group(
        _("Moving"),
        (
            Key("j", "next", _("next quotation")),
            Key("k", "previous", _("previous quotation")),
            Key("w", "waiting", _("next quotation that waits for a decision")),
            Key("g", "article", _("go to the next article with quotations that wait")),
        ),
    ),
    Group(
        _("Deciding"),
        (
            Key("c", "confirm", _("confirm, and go on to the next that waits")),
            Key("r", "reject", _("reject: write a reason or none, then Enter")),
            Key("a", "all", _("confirm all above a confidence: a list first, then Enter")),
            Key("u", "undo", _("take back what you did last, step by step")),
        ),
    ),
    Group(
        _("Mending"),
        (
            Key("s", "speaker", _("speaker: write a name, then Enter, or arrow keys and Enter")),
            Key("d", "direct", _("kind: direct")),
            Key("m", "mixed", _("kind: mixed")),
            Key("i", "indirect", _("kind: indirect")),
            Key("o", "own_voice", _("kind: own voice of the article")),
            Key("b", "bounds", _("bounds: take the selected words, or move the ends by keys")),
            Key("+", "more", _("add the selected words as a further passage")),
            Key("f", "source", _("source as written: the selected words (who it comes from)")),
            Key("v", "cue", _("cue: the selected words (the verb)")),
            Key("l", "relay", _("relay: the selected words, then the kind, then Enter")),
            Key("n", "new", _("new quotation: the selected words, or choose them by keys")),
        ),
    ),
    Group(
        _("Claims"),
        (
            Key("t", "tie", _("tie to a claim: Enter takes a new one as proposed; or search, arrow keys, Enter")),
            Key("e", "stance", _("stance of the first tie: asserts, denies or doubts; then Enter")),
            Key("p", "publish", _("go to “Publish”, or to what readers would see at once; Enter does it")),
        ),
    ),
    Group(_("Help"), (Key("?", "help", _("these keys")),)),
)

# While words are chosen by keys ("b" and "n"); the script reads these itself.
CHOOSING = (
    ("← →", _("move the end by a word; with Shift by a character")),
    ("↑ ↓", _("which end to move: the start or the end, of each passage")),
    ("j k", _("for a new quotation: the next or previous sentence")),
    ("Enter", _("take these words")),
    ("Esc", _("leave it as it was")),
)
