"""The screens for users and groups: Django's own forms, with our lists, refusals and hints, and their record.

What they are on record under (``newsroom.accounts``) are proxies, which no form here edits: an earlier state is told
but not restored, and of two people at one account the second is told, field by field, what differs from what is stored.
"""

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import authority, credentials
from newsroom.accounts import RECORDED, group_name
from newsroom.admin import proof
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.meeting import NothingSeenError
from newsroom.admin.naming import last_known
from newsroom.admin.searching import by_text
from newsroom.admin.seen import Seen
from newsroom.admin.verbs import Verb

if TYPE_CHECKING:
    UsersAdmin = UserAdmin[User]
else:
    UsersAdmin = UserAdmin

UNTOLD = {"last_login"}  # changes by signing in, which is nobody's edit


class AccountAdmin(NewsroomAdmin):
    """A screen of what is on record under another name: its state is a number made of all its values.

    Nobody changes here what may do more than they may themselves, and whoever stores anything gave the own password
    lately.
    """

    def may_touch(self, by: Any, thing: Any) -> bool:
        """Tell whether ``by`` may change or delete the very thing."""
        raise NotImplementedError

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether the user may change accounts, and this one."""
        return super().has_change_permission(request, obj) and (obj is None or self.may_touch(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether the user may delete accounts, and this one."""
        return super().has_delete_permission(request, obj) and (obj is None or self.may_touch(request.user, obj))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask for the own password before anything is stored, and before a password is typed for somebody new."""
        if request.method == "POST" or object_id is None:
            proof.require(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask for the own password before it is gone."""
        if request.method == "POST":
            proof.require(request)
        return super().delete_view(request, object_id, extra_context)

    def perform(self, verb: Verb, thing: Any, request: HttpRequest, reason: Any) -> None:
        """Ask for the own password before anything chosen in the list is gone."""
        proof.require(request)
        super().perform(verb, thing, request, reason)

    def now_or_last(self, request: HttpRequest, object_id: str) -> tuple[Any, bool]:
        """Give what the thing is on record under, as it is or as it was last."""
        recorded, _parts = RECORDED[self.model]
        key = self.key_of(object_id)
        thing = recorded._default_manager.filter(pk=key).first()
        return (thing, False) if thing else (last_known(recorded, {key}).get(key), True)

    def recorded_parts(self, request: HttpRequest, thing: Any) -> list[Any]:
        """Give the groups of a user, and the permissions of either."""
        return RECORDED[self.model][1]

    def labels(self, model: type[Model], keys: set[Any]) -> dict[Any, str]:
        """Name groups that are gone after their record."""
        found = super().labels(model, keys)
        if model not in RECORDED:
            return found
        gone = last_known(RECORDED[model][0], keys - found.keys())
        return found | {key: str(thing) for key, thing in gone.items()}

    def state(self, request: HttpRequest, key: Any) -> Seen:
        """Give the present state. A query, and one for each many-to-many field."""
        thing = self.model._default_manager.filter(pk=key).first()
        if thing is None:
            return {self.opts.label: {}}
        values = [getattr(thing, field.attname) for field in self.opts.concrete_fields if field.name not in UNTOLD]
        sets = [sorted(getattr(thing, field.name).values_list("pk", flat=True)) for field in self.opts.many_to_many]
        digest = hashlib.sha256(repr([*values, *sets]).encode()).digest()
        return {self.opts.label: {str(key): 1 + int.from_bytes(digest[:3])}}

    def meeting(self, request: HttpRequest, key: Any, opened: Seen, now: Seen) -> Any:
        """Nothing tells how it was when the form was opened."""
        raise NothingSeenError

    def without_state(self, request: HttpRequest, now: Seen) -> None:
        """Show the form again with what was entered, and say what differs from what is stored now."""
        super().without_state(request, now)
        thing = self.model._default_manager.filter(pk__in=now[self.opts.label]).first()
        form = self.get_form(request, thing, change=True)(request.POST, request.FILES, instance=thing)
        names = [str(form.fields[name].label) for name in form.changed_data]
        if names:
            differs = {"fields": get_text_list(names, _("and"))}
            self.hold(
                request,
                _(
                    "Somebody changed it since you opened it. Nothing is stored yet. What you entered differs from "
                    "what is stored now in: %(fields)s. Look at it, and save again."
                )
                % differs,
            )


class ByGroup(admin.RelatedFieldListFilter):
    """Narrows the list of users to the members of one group."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        """Offer the groups under their names in the user's language. One query."""
        return [(group.pk, group_name(group)) for group in Group.objects.order_by("name")]


class OurUserAdmin(AccountAdmin, UsersAdmin):
    """Who may sign in. When somebody joined and was here last is nobody's to write."""

    readonly_fields = ("last_login", "date_joined")
    ordering: ClassVar[Any] = ("username",)
    search_help_text = gettext_lazy("Part of the user name, a name or the e-mail address, or id")
    ways = (by_text("username"), by_text("first_name"), by_text("last_name"), by_text("email"))

    def may_touch(self, by: Any, thing: Any) -> bool:
        """Tell whether ``by`` may do all that this user may; only superusers touch superusers."""
        return authority.may_touch(by, thing)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let nobody but superusers make one."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else (*fields, "is_superuser")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out the password, and the link to setting it, where that is not the user's to do."""
        fieldsets: Any = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        left = [(name, [field for field in about["fields"] if field != "password"]) for name, about in fieldsets]
        return [(name, {"fields": fields}) for name, fields in left]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Store it; whose password was chosen here has to change it, and who is put out of use is signed out."""
        super().save_model(request, obj, form, change)
        if not change and obj.has_usable_password():
            credentials.set_by_another(obj, request.user)
        elif "is_active" in form.changed_data and not obj.is_active:
            credentials.end_sessions(obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Set somebody's password: they have to choose another at once, and are signed out everywhere."""
        account = self.get_object(request, unquote(id))
        if account is None or not self.has_change_permission(request, account):
            return super().user_change_password(request, id, form_url)
        proof.require(request)
        with transaction.atomic():
            answer = super().user_change_password(request, id, form_url)
            before, now = account.password, User.objects.get(pk=account.pk)
            if now.password != before and now.pk == request.user.pk:
                credentials.set_by_owner(now)
            elif now.password != before:
                credentials.set_by_another(now, request.user)
        return answer

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Give the filters, that of the groups under their names in the user's language."""
        filters = super().get_list_filter(request)
        return [("groups", ByGroup) if name == "groups" else name for name in filters]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the field for groups or permissions: those that the user may give."""
        if db_field.name == "groups":
            kwargs["queryset"] = authority.grantable_groups(request.user)
        elif db_field.name == "user_permissions":
            kwargs["queryset"] = authority.grantable(request.user)
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.name == "groups":
            field.label_from_instance = group_name
        return field


class OurGroupAdmin(AccountAdmin, GroupAdmin):
    """What the members of a group may do."""

    ordering: ClassVar[Any] = ("name",)
    search_help_text = gettext_lazy("Part of the name, or id")
    ways = (by_text("name"),)
    list_display = ("in_words",)

    def may_touch(self, by: Any, thing: Any) -> bool:
        """Tell whether ``by`` may do all that its members may."""
        return authority.may_touch_group(by, thing)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        """Give the field for permissions: those that the user has."""
        if db_field.name == "permissions" and request is not None:
            kwargs["queryset"] = authority.grantable(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def in_words(self, group: Group) -> str:
        """Name the group in the user's language."""
        return group_name(group)

    def choice_label(self, thing: Any) -> str:
        """Name the group in the user's language, above its page and in the record of changes."""
        return group_name(thing)


def register(site: admin.AdminSite) -> None:
    """Put our screens in the place of Django's."""
    site.unregister([User, Group])
    site.register(User, OurUserAdmin)
    site.register(Group, OurGroupAdmin)
