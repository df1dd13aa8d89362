"""Text for XML: whatever an editor or an article may hold, made such that every reader can parse it."""

import re

# All that isn't a Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets), escaped or not.
NO_CHARACTERS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Put U+FFFD in place of each character that no XML document may hold."""
    return NO_CHARACTERS.sub("\ufffd", text)
