"""What an editor may enter as a link: its form is checked, nothing is ever fetched."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# For PostgreSQL and Python alike, without regard to case: a scheme of the web, a host, no "user:password@".
WEB_LINK = r"^https?://[^/?#\s@\\]+([/?#]\S*)?$"


def check_web_link(link: str) -> None:
    """Refuse what is no link to a page of the web. Raises ``ValidationError`` in plain words."""
    scheme = link.split(":", 1)[0].strip().lower()
    if scheme not in ("http", "https"):
        raise ValidationError(_("A link begins with https:// or http://."), code="scheme")
    try:
        parts = urlsplit(link)
        named, _port = parts.hostname, parts.port
    except ValueError:
        raise ValidationError(_("This link can't be read: look at its host and port."), code="host") from None
    if "@" in parts.netloc:
        raise ValidationError(_("A link holds no name and password: take out what stands before the @."), code="login")
    if not named or not re.match(WEB_LINK, link, re.IGNORECASE):
        raise ValidationError(
            _("A link names a host, as in https://example.org/report, and has no spaces."), code="host"
        )
