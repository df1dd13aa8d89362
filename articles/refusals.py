"""What the database's own rules, and the reading of files, say when they refuse something, marked for translation.

Neither knows Django; see `claims/refusals.py`.
"""

from django.utils.translation import gettext_noop

SENTENCES = [
    gettext_noop("A revision never changes. A changed article is imported as a new revision."),
    gettext_noop("A revision that was deleted doesn’t come back with another text."),
    gettext_noop("Merge into the actor that stands: one of the two was itself merged with another."),
    gettext_noop("The layout of a revision never changes."),
    gettext_noop("This actor was merged into another: choose that one."),
]

# What `articles/reading/` says, "%s" standing for what each names; a test finds every sentence of its in here.
READING = [
    gettext_noop("The file can't be read: %s. Check the path and the disk."),
    gettext_noop("The file has %s MB; an article may have %s MB. Split it, or take out what is not its text."),
    gettext_noop("The file is a PDF, not plain text. Save the article as plain text (UTF-8)."),
    gettext_noop(
        "The file is a Word, OpenDocument or zip file, not plain text. Save the article as plain text (UTF-8)."
    ),
    gettext_noop("The file is a picture, not plain text. Save the article as plain text (UTF-8)."),
    gettext_noop("The file is a web page (HTML), not plain text. Save the article as plain text (UTF-8)."),
    gettext_noop("The file is an RTF file, not plain text. Save the article as plain text (UTF-8)."),
    gettext_noop("The file is an old Word or Office file, not plain text. Save the article as plain text (UTF-8)."),
    gettext_noop("The file is binary or in an encoding that can't be told. Save the article as plain text (UTF-8)."),
    gettext_noop("The file is binary, not text. Save the article as plain text (UTF-8)."),
    gettext_noop("The file is empty. Put the article's text in it."),
    gettext_noop("The file may not be read. Give this user the right to read it."),
    gettext_noop("The file says it is %s, but byte %s is not. Save it again as plain text (UTF-8)."),
    gettext_noop("The file was not UTF-8; it was read as %s: look at accents and quotation marks."),
    gettext_noop("There is no .txt file in this folder. Name a folder that has some."),
    gettext_noop("There can be no such file. Check the path."),
    gettext_noop("There is no such file. Check the path."),
    gettext_noop("This is a device or a pipe, not a file. Name a text file."),
    gettext_noop("This is a device or a pipe, not a file. Take it out of the folder."),
    gettext_noop(
        "This is a link that leads out of the folder, so it was not followed. Put the file itself there, or name it."
    ),
    gettext_noop("This is a link that leads nowhere. Take it away, or put the file itself there."),
    gettext_noop("This is a link that leads in a circle. Take it away, or put the file itself there."),
    gettext_noop("The folder can't be opened: %s. Give this user the right to open it, or name the files."),
    gettext_noop("This went away while the folder was read. Look whether it is needed."),
    gettext_noop("The file has %s lines; an article may have %s. Split it, or take out what is not its text."),
    gettext_noop("This is a folder, not a file. Name a text file."),
]
