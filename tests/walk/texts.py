"""The texts of two articles, as their publishers change them."""

HEADER = """{outlet}

{headline}

Monday, March 2, 2026 by Ada Brown

Engineers spent six days on the bridge over the sound, and nobody slept much.

"""
BODY = {
    "as it was": """"The bridge is safe for 5 years," Mayor Maria López said.

"Nobody took a bribe," contractor Peter Hale said on Tuesday.
""",
    "another paragraph": """"The bridge is safe for 5 years," Mayor Maria López said.

"Nobody took a bribe," contractor Peter Hale said on Tuesday.

The council meets again in April.
""",
    "another number": """"The bridge is not safe for 5 years," Mayor Maria López said.

"Nobody took a bribe," contractor Peter Hale said on Tuesday.
""",
    "another speaker": """"The bridge is safe for 5 years," Governor Ines Falk said.

"Nobody took a bribe," contractor Peter Hale said on Tuesday.
""",
    "made up": """We made up that "The bridge is safe for 5 years," Mayor Maria López said. We apologise.

"Nobody took a bribe," contractor Peter Hale said on Tuesday.
""",
    "nothing said": """The council meets again in April, and nothing was said about the bridge.
""",
}
HEADERS = {
    "as it was": {"outlet": "The Harbour Post", "headline": "Bridge Is Safe"},
    "another headline": {"outlet": "The Harbour Post", "headline": "Bridge Was Safe"},
}


def article(header: str, body: str) -> str:
    """Return the text of an article file."""
    return HEADER.format(**HEADERS[header]) + BODY[body]
