"""Puts our site in the place of Django's own, so that ``admin.site`` and ``@admin.register`` mean it."""

from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    """Django's admin, served by ``NewsroomAdminSite``."""

    default_site = "newsroom.admin.site.NewsroomAdminSite"

    def ready(self) -> None:
        """Find all screens, and take away those that show the keys of one-time passwords: nobody need see another's."""
        super().ready()
        from django.contrib.admin import site
        from django_otp.plugins.otp_static.models import StaticDevice
        from django_otp.plugins.otp_totp.models import TOTPDevice

        from newsroom.admin import accounts
        from newsroom.admin.sign_ins import SignInAdmin
        from newsroom.admin.times import show_times
        from newsroom.models import SignIn

        site.unregister([StaticDevice, TOTPDevice])
        accounts.register(site)
        site.register(SignIn, SignInAdmin)
        show_times()
