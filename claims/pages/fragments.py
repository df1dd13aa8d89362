"""Addresses of a stretch of text on another page ("…#:~:text=first words,last words"), as browsers understand them.

Source of the form: "URL Fragment Text Directives", WICG, https://wicg.github.io/scroll-to-text-fragment/. A browser
that doesn't find the words, or doesn't know the form, shows the page from its beginning.
"""

from urllib.parse import quote

from claims.addresses import web_link

MARKS = " \t\n\r\"'“”„‟‘’‚‛«»‹›「」『』.,;:!?…"  # around the words: publishers set them in ways of their own
WHOLE = 12  # words; a longer text is named by where it begins and ends
AT_EACH_END = 5


def address_of(link: str, text: str) -> str:
    """Give the address of ``text`` on the page ``link``; "" where that is no web address or there are no words."""
    words = text.strip(MARKS).split()
    if not words or not web_link(link):
        return ""
    parts = [words] if len(words) <= WHOLE else [words[:AT_EACH_END], words[-AT_EACH_END:]]
    # A dash has a meaning of its own there; "-" is the one sign of the kind that quote() leaves as it is.
    said = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{link}{'' if '#' in link else '#'}:~:text={said}"
