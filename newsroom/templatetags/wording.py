"""Shows how one text became another, word by word."""

from django import template

from newsroom import wording

register = template.Library()


@register.inclusion_tag("wording/changes.html")
def changes(before: str, after: str, around: int | None = None) -> dict[str, object]:
    """Mark what went and what came, for eyes and for screen readers; needs the style sheet ``newsroom/wording.css``.

    ``around`` leaves out what was kept further than so many characters from a change.
    """
    told = wording.changes(str(before), str(after))
    pieces = told if around is None else wording.in_brief(told, around)
    return {"pieces": [(change.kind.value, *_lead(change.text)) for change in pieces]}


def _lead(text: str) -> tuple[str, str]:
    """Part a text from the white space before it, which is not to be struck through or underlined."""
    body = text.lstrip()
    return (text[: len(text) - len(body)], body) if body else ("", text)
