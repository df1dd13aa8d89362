"""A text's lines that hold something, and which of them no blank line parts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line without the white space around it. ``start`` and ``end`` count characters of the whole text."""

    start: int
    end: int
    text: str
    indent: int  # white characters before it
    block: int  # lines of one block have no blank line between them

    @property
    def width(self) -> int:
        """How far right the line reaches, in characters."""
        return self.indent + len(self.text)


def lines_of(text: str) -> list[Line]:
    r"""Return the lines that hold more than white space, in order.

    What ends a line is what ``str.splitlines`` says: ``\n``, ``\r\n``, ``\r``, form feed and the like.
    """
    lines: list[Line] = []
    start, block = 0, 0
    for raw in text.splitlines(keepends=True):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(start + indent, start + indent + len(content), content, indent, block))
        else:
            block += 1
        start += len(raw)
    return lines
