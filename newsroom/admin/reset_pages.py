"""Django's own pages for a forgotten password, with a limit, a record, and no word on who has an account."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import (
    PasswordResetCompleteView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.core.mail import EmailMessage
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from newsroom import credentials, sign_ins
from newsroom.models import SignIn
from newsroom.throttle import make_known

AN_HOUR = timedelta(hours=1)
MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS = 3, 10

log = logging.getLogger(__name__)


class AskForm(PasswordResetForm):
    """Django's form; mail is sent beside the answer, which therefore takes as long where nobody has that address."""

    def get_users(self, email: str) -> Iterator[Any]:
        """Return who gets mail: those only who may sign in here."""
        return (user for user in super().get_users(email) if user.is_staff)

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Write the mail in the language of the page, and send it while the page is on its way."""
        subject = " ".join(render_to_string(subject_template_name, context).split())
        message = EmailMessage(subject, render_to_string(email_template_name, context), from_email, [to_email])
        Thread(target=_send, args=(message, context["user"].pk), daemon=True).start()


def _send(message: EmailMessage, key: int) -> None:
    try:
        message.send()
    except Exception:
        log.exception("The mail with which account %s sets a new password was not sent.", key)


class AskPage(PasswordResetView):
    """Asks for the mail address, and says the same whatever it is."""

    form_class = AskForm
    template_name = "admin/reset_ask.html"
    email_template_name = "admin/reset_mail.txt"
    subject_template_name = "admin/reset_subject.txt"
    success_url = reverse_lazy("admin:password_reset_sent")
    extra_email_context = {"site": settings.SITE_NAME}
    title = _("Forgotten your password?")

    def form_valid(self, form: Any) -> HttpResponse:
        """Send mail, at most so often to one address and for one visitor; what is past that goes unsaid."""
        email = form.cleaned_data["email"].lower()
        for_account, from_address = sign_ins.asked_lately(self.request, email, AN_HOUR)
        users = list(form.get_users(email)) or [None]
        if from_address < MOST_FROM_ADDRESS:
            for user in users:
                sign_ins.note(SignIn.Kind.RESET_ASKED, self.request, user=user, tried=email)
            if for_account < MOST_FOR_ACCOUNT:
                return super().form_valid(form)
        return HttpResponseRedirect(str(self.success_url))


class SentPage(PasswordResetDoneView):
    """Says that mail is on its way, if there is an account."""

    template_name = "admin/reset_sent.html"
    title = _("Look into your mail")


class SetPage(PasswordResetConfirmView):
    """Sets a new password for who came with the link from the mail."""

    template_name = "admin/reset_set.html"
    success_url = reverse_lazy("admin:password_reset_done")
    title = _("Choose a new password")

    def form_valid(self, form: Any) -> HttpResponse:
        """Store it; nobody else knows it, nobody who guessed holds its owner up, and no session stays."""
        answer = super().form_valid(form)
        user: Any = self.user
        credentials.set_by_owner(user)
        credentials.end_sessions(user)
        AccessAttempt.objects.filter(username=user.get_username()).delete()
        sign_ins.note(SignIn.Kind.RESET, self.request, user=user)
        make_known(self.request, answer, user.get_username())
        return answer


class DonePage(PasswordResetCompleteView):
    """Says that the new password is good."""

    template_name = "admin/reset_done.html"
    title = _("Your new password is set")


PAGES: dict[str, Any] = {"ask": AskPage, "sent": SentPage, "set": SetPage, "done": DonePage}
