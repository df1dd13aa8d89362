"""Who may look after whose account: nobody gives, or takes over, what they don't have themselves."""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet


def may_touch(by: Any, account: User) -> bool:  # noqa: ANN401 - whoever asks
    """Tell whether ``by`` may change or delete an account, or set its password.

    Only superusers touch superusers; of the others only who may do all that the account may, for whoever sets its
    password can be that user. Two queries, none for a superuser.
    """
    if by.is_superuser:
        return bool(by.is_active)
    return not account.is_superuser and permissions_of(account) <= by.get_all_permissions()


def may_touch_group(by: Any, group: Group) -> bool:  # noqa: ANN401
    """Tell whether ``by`` may change or delete a group: only who may do all that its members may. One query."""
    if by.is_active and by.is_superuser:
        return True
    return bool(_named(Permission.objects.filter(group=group.pk)) <= by.get_all_permissions())


def permissions_of(account: User) -> set[str]:
    """Return what an account may do, also one that is not active now: it may be again. One query."""
    given = Q(user=account.pk) | Q(group__user=account.pk)
    return _named(Permission.objects.filter(given))


def grantable(by: Any) -> "QuerySet[Permission]":  # noqa: ANN401
    """Return the permissions that ``by`` may give to others: their own. One query at most."""
    everything = Permission.objects.all()
    if by.is_active and by.is_superuser:
        return everything
    own = by.get_all_permissions()
    rows = everything.order_by().values_list("pk", "content_type__app_label", "codename")
    return everything.filter(pk__in=[key for key, app, code in rows if f"{app}.{code}" in own])


def grantable_groups(by: Any) -> "QuerySet[Group]":  # noqa: ANN401
    """Return the groups that ``by`` may put others into: those whose members may do nothing that ``by`` may not."""
    if by.is_active and by.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=grantable(by))
    return Group.objects.exclude(permissions__in=beyond)


def _named(permissions: "QuerySet[Permission]") -> set[str]:
    rows = permissions.order_by().values_list("content_type__app_label", "codename").distinct()
    return {f"{app}.{code}" for app, code in rows}
