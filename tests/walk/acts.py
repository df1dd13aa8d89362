"""What people of a newsroom do, by the forms that they have: each act is done, or refused in plain words.

A refusal is as good as an act: what matters is what readers see afterwards. An error of the program ends the walk.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote as quoted

from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Actor, Article
from claims.desk.sheet import token, whole
from claims.intake import Intake, find
from claims.models import Claim, Quote
from claims.scheduling import publish_due
from tests.admin_forms import add_row, fields_of
from tests.factories import RatingFactory, UserFactory
from tests.walk.texts import article

MAY_NOT = (403, 404)
ROLES = {"reporter": "reporter", "checker": "fact-checker", "editor": "editor", "second": "editor"}


@dataclass
class LetPass:
    """What editors let pass: kept by the walk itself, apart from what the program keeps."""

    statements: dict[int, set[str]] = field(default_factory=dict)  # of claims, by key
    quotations: dict[int, set[tuple[str, int | None]]] = field(default_factory=dict)  # words and speaker, by key

    def confirm(self, quote: Quote) -> None:
        self.quotations.setdefault(quote.pk, set()).add((quote.content, quote.speaker_id))

    def publish(self, claim: Claim) -> None:
        self.statements.setdefault(claim.pk, set()).add(claim.statement)


class Newsroom:
    """People with their roles, each with a browser of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.users: dict[str, User] = {}
        self.clients: dict[str, Client] = {}
        self.let_pass = LetPass()
        self.said: list[str] = []  # the story so far, for whoever reads a failure
        cache.clear()
        for name, role in ROLES.items():
            user = UserFactory(username=name)
            user.groups.add(Group.objects.get(name=role))
            self.users[name], self.clients[name] = user, Client()
            signed_in = self.clients[name].post("/admin/login/", {"username": name, "password": "correct horse"})
            assert signed_in.status_code == 302

    # How it is sent

    def post(self, who: str, address: str, sent: dict, *, twice: bool = False) -> bool:
        """Send a form; tell whether it was taken. ``twice``: where the desk asks whether it is meant, it is."""
        answer = self.clients[who].post(address, sent)
        assert answer.status_code < 500, (address, answer.status_code)
        sure = re.search(r'name="sure" value="(\w+)"', answer.text) if twice and answer.status_code == 422 else None
        if sure:
            return self.post(who, address, sent | {"sure": sure[1]})
        return answer.status_code == 302

    def form(self, who: str, address: str) -> dict | None:
        """Return what a page's form would send, or None where it isn't this one's to see."""
        if self.clients[who].get(address).status_code != 200:
            return None
        return fields_of(self.clients[who], address)

    def save(self, who: str, thing: object, change: Callable[[dict], dict | None], *, note: str = "", **more) -> bool:
        """Open the page of a thing, change its form, save. What is not on the form can't be changed."""
        address = page_of(thing)
        sent = self.form(who, address)
        if sent is None:
            return False
        changed = change(sent)
        if changed is None:
            return False
        if note:
            changed |= {"correction_note": note}
        return self.post(who, address, changed | {"_continue": "1"} | more)

    def press(self, who: str, thing: object, verb: str, answer: str = "") -> bool:
        """Press a verb's button and answer what it asks."""
        address = page_of(thing)
        sent = self.form(who, address)
        if sent is None:
            return False
        done = self.clients[who].post(address, sent | {"_verb": verb})
        assert done.status_code < 500, (address, verb)
        if done.status_code == 302 and "/do/" in done.headers["Location"]:
            asked = self.form(who, done.headers["Location"])
            return asked is not None and self.post(who, done.headers["Location"], asked | {"reason": answer})
        return done.status_code == 302

    def desk(self, who: str, quote: Quote, verb: str, **sent: object) -> bool:
        """Send a form of the desk, with the second key where one is asked for."""
        address = reverse("desk:act", args=[quote.revision.article_id, quote.pk, verb])
        seen = token(whole(Quote.objects.filter(pk=quote.pk)).get())
        fields = {"token": seen} | {name: str(value) for name, value in sent.items()}
        return self.post(who, address, fields, twice=True)

    # Articles

    def bring_in(self, header: str, body: str) -> bool:
        """Import the article, as its publisher has it now."""
        path = self.folder / "bridge.txt"
        path.write_text(article(header, body))
        (found,) = find([path])
        row = Intake().take_in(found)
        assert "program has a fault" not in row.problem, row.problem
        return not row.problem

    # Quotations

    def confirm(self, who: str, quote: Quote) -> bool:
        if not self.desk(who, quote, "confirm"):
            return False
        quote = Quote.objects.get(pk=quote.pk)
        if quote.state == Quote.State.CONFIRMED:
            self.let_pass.confirm(quote)
        return True

    def reject(self, who: str, quote: Quote) -> bool:
        return self.desk(who, quote, "reject", reason="no quotation")

    def set_speaker(self, who: str, quote: Quote, actor: Actor, note: str = "") -> bool:
        """Change it on its own page, which asks for a note where readers see it."""
        done = self.save(who, quote, lambda sent: _set(sent, "speaker", actor.pk), note=note)
        self._confirmed_anew(who, quote, done)
        return done

    def cut_words(self, who: str, quote: Quote) -> bool:
        """Let it end a word earlier."""
        done = self.desk(who, quote, "passages", words=quote.content.rsplit(" ", 1)[0])
        self._confirmed_anew(who, quote, done)
        return done

    def _confirmed_anew(self, who: str, quote: Quote, done: bool) -> None:
        """An editor who changes what is confirmed answers for it as it is now."""
        quote = Quote.objects.get(pk=quote.pk)
        if done and ROLES[who] == "editor" and quote.state == Quote.State.CONFIRMED:
            self.let_pass.confirm(quote)

    def tie(self, who: str, quote: Quote, claim: Claim, stance: str) -> bool:
        return self.desk(who, quote, "tie", claim=claim.pk, stance=stance)

    def untie(self, who: str, quote: Quote, claim: Claim) -> bool:
        return self.desk(who, quote, "untie", claim=claim.pk)

    def set_stance(self, who: str, quote: Quote, claim: Claim, stance: str) -> bool:
        return self.desk(who, quote, "stance", claim=claim.pk, stance=stance)

    def undo(self, who: str) -> bool:
        return self.post(who, reverse("desk:undo"), {}, twice=True)

    # Claims

    def write(self, who: str, quote: Quote, statement: str) -> bool:
        return self.desk(who, quote, "new-claim", statement=statement, stance="asserts")

    def restate(self, who: str, claim: Claim, statement: str, *, note: str = "", small: bool = False) -> bool:
        """Write other words into the form, with a note where one is given."""
        more = {"small_fix": "on"} if small else {}
        done = self.save(who, claim, lambda sent: _set(sent, "statement", statement), note=note, **more)
        if done and ROLES[who] == "editor" and Claim.objects.get(pk=claim.pk).status == Claim.Status.PUBLISHED:
            self.let_pass.publish(Claim.objects.get(pk=claim.pk))
        return done

    def publish(self, who: str, claim: Claim) -> bool:
        done = self.press(who, claim, "publish")
        if done and ROLES[who] == "editor":
            self.let_pass.publish(Claim.objects.get(pk=claim.pk))
        return done

    def schedule(self, who: str, claim: Claim) -> bool:
        moment = timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
        done = self.press(who, claim, "schedule", moment)
        claim = Claim.objects.get(pk=claim.pk)
        if done and claim.publish_at:
            self.let_pass.publish(claim)
        return done

    def publish_due(self) -> bool:
        return bool(list(publish_due(timezone.now() + timedelta(hours=2))))

    def withdraw(self, who: str, claim: Claim, reason: str) -> bool:
        return self.press(who, claim, "withdraw", reason)

    def press_plainly(self, who: str, claim: Claim, verb: str) -> bool:
        return self.press(who, claim, verb, "As agreed.")

    def give_evidence(self, who: str, claim: Claim) -> bool:
        return self.save(
            who, claim, lambda sent: _row(sent, "evidence", bearing="undermines", title="The engineers' report")
        )

    def rate(self, who: str, claim: Claim, rating: str) -> bool:
        step = RatingFactory(slug=rating)
        return self.save(
            who, claim, lambda sent: _row(sent, "reviews", rating=step.pk, explanation="The report says so.")
        )

    def accuse(self, who: str, claim: Claim, actor: Actor) -> bool:
        return self.save(who, claim, lambda sent: _row(sent, "subjects", actor=actor.pk, accused="on"))

    def ask_reply(self, who: str, claim: Claim, actor: Actor) -> bool:
        asked = timezone.localtime(timezone.now() - timedelta(days=1))
        row = {"asked_at_0": asked.strftime("%Y-%m-%d"), "asked_at_1": asked.strftime("%H:%M:%S"), "asked_how": "mail"}
        return self.save(who, claim, lambda sent: _row(sent, "replies", actor=actor.pk, **row))

    def mark_sensitive(self, who: str, claim: Claim) -> bool:
        return self.save(who, claim, lambda sent: sent | {"is_sensitive": "on"} if "is_sensitive" in sent else None)

    def merge(self, who: str, claim: Claim, into: Claim) -> bool:
        address = reverse("admin:claims_claim_merge", args=[claim.pk]) + f"?into={into.pk}"
        done = self.post(who, address, {"do": "merge", "reason": "INTERNAL: they are the same."})
        if done:
            for statement in self.let_pass.statements.get(claim.pk, set()):
                self.let_pass.statements.setdefault(claim.pk, set()).add(statement)
        return done

    def part(self, who: str, claim: Claim) -> bool:
        return self.post(who, reverse("admin:claims_claim_part", args=[claim.pk]), {})

    # Whoever is named, and what is named otherwise

    def rename(self, who: str, thing: Actor | Article, name: str, note: str = "") -> bool:
        field_name = "headline" if isinstance(thing, Article) else "name"
        return self.save(who, thing, lambda sent: _set(sent, field_name, name), note=note)

    def merge_actors(self, who: str, actor: Actor, into: Actor) -> bool:
        address = reverse("admin:articles_actor_merge", args=[actor.pk]) + f"?into={into.pk}"
        return self.post(who, address, {"do": "merge", "reason": "INTERNAL: one person."})

    def part_actors(self, who: str, actor: Actor) -> bool:
        return self.post(who, reverse("admin:articles_actor_part", args=[actor.pk]), {})

    def restore(self, who: str, thing: object, note: str = "") -> bool:
        """Restore the oldest state that the record offers."""
        history = self.clients[who].get(page_of(thing, "history"))
        if history.status_code != 200 or not history.context.get("acts"):
            return False
        moment = history.context["acts"][-1].iso
        address = f"{page_of(thing, 'restore')}?at={quoted(moment)}"
        sent = self.form(who, address)
        if sent is None:
            return False
        return self.post(who, address, sent | {"correction_note": note})


def page_of(thing: object, name: str = "change") -> str:
    meta = thing._meta  # type: ignore[attr-defined]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[thing.pk])  # type: ignore[attr-defined]


def _set(sent: dict, name: str, value: object) -> dict | None:
    return sent | {name: str(value)} if name in sent else None


def _row(sent: dict, prefix: str, **values: object) -> dict | None:
    return add_row(dict(sent), prefix, **values) if f"{prefix}-TOTAL_FORMS" in sent else None
