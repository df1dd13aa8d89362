"""Who may sign in and what they may do, on record: the tables are Django's, the events are ours.

Signing in is nobody's edit, so ``last_login`` is left out; of a password only that it was changed is kept.
"""

from django.contrib.auth.models import Group, User
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from newsroom.guards import NeverTruncate
from newsroom.history import on_record

GROUP = "group of users"
"""The context in which names of groups that the software makes are marked for translation, where it makes them."""


def group_name(group: Group) -> str:
    """Give a group's name in the reader's language, if the software made it; as it is if the newsroom did."""
    return pgettext(GROUP, group.name)


@on_record(exclude=["last_login"], secret="password")  # noqa: S106 - the name of the field
class Account(User):
    """A user: who may sign in."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("user")
        verbose_name_plural = _("users")
        triggers = [NeverTruncate()]


@on_record()
class Membership(User.groups.through):  # type: ignore[name-defined, misc]
    """A user's place in a group."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("membership in the group")
        verbose_name_plural = _("memberships in groups")
        triggers = [NeverTruncate()]


@on_record()
class AccountPermission(User.user_permissions.through):  # type: ignore[name-defined, misc]
    """What a user may do besides what their groups may."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("permission")
        verbose_name_plural = _("permissions")
        triggers = [NeverTruncate()]


@on_record()
class Role(Group):
    """A group: what its members may do."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        triggers = [NeverTruncate()]

    def __str__(self) -> str:
        return group_name(self)


@on_record()
class RolePermission(Group.permissions.through):  # type: ignore[name-defined, misc]
    """What the members of a group may do."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("permission")
        verbose_name_plural = _("permissions")
        triggers = [NeverTruncate()]


RECORDED: dict[type[models.Model], tuple[type[models.Model], list[tuple[type[models.Model], str]]]] = {
    User: (Account, [(Membership, "user"), (AccountPermission, "user")]),
    Group: (Role, [(RolePermission, "group")]),
}
"""Under what a user or group is on record, and its parts with the field that names it."""
