"""Times in the stock admin's lists and fields, marked up so that a script can say what they are elsewhere."""

from datetime import datetime
from typing import Any

from django.contrib.admin import helpers, utils
from django.contrib.admin.templatetags import admin_list
from django.db.models import Field

from newsroom.zones import timed


def shown(value: Any, field: "Field[Any, Any]", *args: Any, **options: Any) -> Any:
    """Show the value of a field as the admin does, a time marked up as one."""
    told = utils.display_for_field(value, field, *args, **options)
    return timed(value, str(told)) if isinstance(value, datetime) else told


def show_times() -> None:
    """Let the stock admin mark up the times in its lists and among the fields that can't be changed.

    It offers no hook for that; both modules look the function up by this name.
    """
    for module in (helpers, admin_list):
        module.display_for_field = shown  # type: ignore[attr-defined]
