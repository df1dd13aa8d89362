"""The icons that browsers and telephones ask for by addresses of their own, whatever a page says.

Drawn from ``icon.svg`` by ``tests/browser/icons.py`` (``make icons``).
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

FOLDER = Path(settings.BASE_DIR) / "newsroom" / "static" / "newsroom"
TYPES = {"favicon.ico": "image/x-icon", "touch-icon.png": "image/png"}


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def icon(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer with the file of this ``name``."""
    return HttpResponse(_bytes(name), content_type=TYPES[name])


@cache
def _bytes(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
