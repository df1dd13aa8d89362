"""The fixed words of articles, as plain values: no database and no Django, so that pure code can use them."""

from enum import StrEnum


class ActorKind(StrEnum):
    """Who speaks, writes, publishes or is spoken of; the values are stored and never change."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    ARMED_FORCE = "armed_force"
    MEDIA_OUTLET = "media_outlet"
    GROUP = "group"
    UNNAMED = "unnamed"  # an unnamed source: "intelligence sources"


class ParagraphKind(StrEnum):
    """What a paragraph is for; the values are stored and never change."""

    PUBLISHER = "publisher"
    HEADLINE = "headline"
    REPEATED = "repeated"  # the headline once more: no text of its own
    DATELINE = "dateline"  # date and byline, or either
    SUMMARY = "summary"
    PLACEHOLDER = "placeholder"  # stands where something is missing ("Description not available")
    BODY = "body"
    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    CAPTION = "caption"
    NOTICE = "notice"  # about the article, none of its text: copyright, credits, links


class SectionKind(StrEnum):
    """What a section is; the values are stored and never change."""

    LEAD = "lead"  # everything before the first heading
    BODY = "body"
    QUESTIONS = "questions"
