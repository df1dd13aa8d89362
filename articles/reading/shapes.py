"""What a paragraph looks like, whatever article it stands in: a title, a question, a notice.

Each function takes a paragraph with single spaces inside and no white space around it.
"""

import re
from itertools import pairwise

_CLOSING = "\"'”’»)]*_ "
_OPENING = "\"'“‘«([*_"
_LONGEST_TITLE, _MOST_TITLE_WORDS = 200, 30
_LONGEST_HEADING, _MOST_HEADING_WORDS = 100, 14
_LONGEST_NOTICE = 400

# A full stop that ends a word and no sentence: "U.S.", "Jr."
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.){2,}$|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|No|St|vs)\.$")
_LIST_ITEM = re.compile(r"[-*•‣▪–—]\s|\d{1,2}[.)]\s")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?P<title>.*?)\s*#*$")

_COPYRIGHT = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|copyright\s*(?:©|\(c\)|:|(?:19|20)\d\d)"
    r"|(?:\(c\)|copyright)(?:\s+\S+){1,6}\s(?:19|20)\d\d\W*$",
    re.IGNORECASE,
)
_RIGHTS_RESERVED = re.compile(r"\ball rights reserved\b", re.IGNORECASE)
_CREDIT = re.compile(
    r"[(\[]?(?:(?:additional |writing |with )?(?:reporting|editing|writing|compiled) by|our standards:)\s",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:read more|read also|also read|related(?: story| stories| articles?)?|see also|more on this)\s*:",
    re.IGNORECASE,
)
_LINK = re.compile(r"<?(?P<link>(?:https?://|www\.)[^\s<>]+)>?", re.IGNORECASE)
_CAPTION = re.compile(
    r"[(\[]?(?:(?:file |archive )?(?:photo|image|picture|photograph|illustration|video)s?(?: credit)?"
    r"|caption|credit)(?: by\s|\s?:\s)"
    r"|.*(?:\bREUTERS|\b(?:AP|AFP|EPA|EFE|Getty Images) ?(?:Photo|Images)?|Getty)/[^\s/][^/]{1,60}$"
    r"|.*[(\[][^()\[\]]{1,60}/(?:AFP|AP|Reuters|EPA|EFE|Getty)[^()\[\]]{0,20}[)\]]$"
    r"|.*[(\[](?:photo|image|picture|AP Photo|credit)\b[^)\]]{1,80}[)\]]$",
    re.IGNORECASE,
)
_MISSING = (
    r"(?:description|summary|abstract|image|photo|picture|caption|title|subtitle|author|byline|content|text|video"
    r"|preview|excerpt|date)"
)
_PLACEHOLDER = re.compile(
    rf"(?:(?:the )?{_MISSING}s? )?(?:is |are |was )?(?:currently )?"
    r"(?:not|un)(?: yet)? ?(?:available|provided|found|specified)"
    rf"|no {_MISSING}s?(?: (?:is |are )?(?:available|provided|found|yet))?"
    r"|n/?a|tb[da]|untitled|advertisements?|advertising|sponsored(?: content)?",
    re.IGNORECASE,
)
_QUESTION_LABEL = re.compile(r"Q\s?[:.]\s|Question:\s")
_QUESTIONS_TITLE = re.compile(r"\bFAQs?\b|\bQ ?(?:&|and) ?A\b|\bfrequently asked\b|\bquestions\b", re.IGNORECASE)


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a sentence does, closing marks aside; "U.S." ends none."""
    bare = text.rstrip(_CLOSING)
    return bare.endswith((".", "!", "?", "…", ":")) and not _ABBREVIATION.search(bare[-12:])


def is_title(text: str) -> bool:
    """Whether the text could be a headline: short, no full stop at its end, no list item, one sentence."""
    if not 2 <= len(text) <= _LONGEST_TITLE or not any(map(str.isalpha, text)):
        return False
    words = text.split()
    bare = text.rstrip(_CLOSING)
    return (
        len(words) <= _MOST_TITLE_WORDS
        and not text.lstrip(_OPENING)[:1].islower()
        and not bare.endswith((",", ";", ":", "-", "–", "—", "…"))
        and not (bare.endswith(".") and ends_sentence(text))
        and not _LIST_ITEM.match(text)
        and not _has_two_sentences(words)
    )


def is_heading(text: str) -> bool:
    """Whether the text could stand over a section: a title, shorter, and not all inside quotation marks."""
    if _MARKDOWN_HEADING.match(text[:_LONGEST_TITLE]):
        return True
    all_quoted = text[:1] in '"“«' and text[-1:] in '"”»'
    short = len(text) <= _LONGEST_HEADING and len(text.split()) <= _MOST_HEADING_WORDS
    return short and is_title(text) and not all_quoted


def is_question(text: str) -> bool:
    """Whether the text is one question, by its mark or by a "Q:" before it."""
    if has_question_label(text):
        return True
    short = len(text) <= _LONGEST_TITLE
    return short and text.rstrip(_CLOSING).endswith("?") and not text.lstrip(_OPENING)[:1].islower()


def has_question_label(text: str) -> bool:
    """Whether the text begins "Q:" or "Question:"."""
    return _QUESTION_LABEL.match(text) is not None


def names_questions(heading: str) -> bool:
    """Whether a heading says that questions and answers follow ("FAQ", "Questions and answers")."""
    return _QUESTIONS_TITLE.search(heading) is not None


def title_text(text: str) -> str:
    """Return a heading or headline without Markdown's number signs."""
    match = _MARKDOWN_HEADING.match(text[:_LONGEST_TITLE])
    return match["title"] if match else text


def is_copyright(text: str) -> bool:
    """Whether the text is a copyright notice."""
    if len(text) > _LONGEST_NOTICE:
        return False
    return bool(_COPYRIGHT.match(text) or _RIGHTS_RESERVED.search(text))


def is_notice(text: str) -> bool:
    """Whether the text tells about the article and is none of it: copyright, credits, links, "Read more:"."""
    if len(text) > _LONGEST_NOTICE:
        return False
    about = _CREDIT.match(text) or _POINTER.match(text) or link_in(text)
    return bool(about) or is_copyright(text)


def link_in(text: str) -> str:
    """Return the web address that the text consists of, or an empty string."""
    match = _LINK.fullmatch(text) if len(text) <= 2000 else None
    return match["link"] if match else ""


def is_caption(text: str) -> bool:
    """Whether the text is a picture's caption or credit."""
    return len(text) <= _LONGEST_NOTICE and _CAPTION.match(text) is not None


def is_placeholder(text: str) -> bool:
    """Whether the text only says that something is missing ("Description not available")."""
    return len(text) <= 60 and _PLACEHOLDER.fullmatch(text.strip("[]()-–—.*_ ")) is not None


def _has_two_sentences(words: list[str]) -> bool:
    """Whether a full stop stands inside; after at most four letters it is an abbreviation's ("Gen.")."""
    return any(
        word.endswith(".") and len(word) > 5 and not _ABBREVIATION.search(word) and following[:1].isupper()
        for word, following in pairwise(words)
    )
