"""Fills in the admin's forms as a browser does: what the page shows is sent, with line ends as browsers send them."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.sent = {}
        self._text_of = self._select = None
        self._takes_many = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "input" and name and attrs.get("type") not in {"submit", "checkbox", "image"}:
            self.sent[name] = attrs.get("value") or ""
        elif tag == "input" and name and attrs.get("type") == "checkbox" and "checked" in attrs:
            self.sent[name] = attrs.get("value", "on")
        elif tag == "textarea":
            self._text_of, self.sent[name] = name, ""
        elif tag == "select":
            self._select, self._takes_many = name, "multiple" in attrs
        elif tag == "option" and self._select and self._takes_many:
            chosen = self.sent.setdefault(self._select, [])
            chosen += [attrs["value"]] if "selected" in attrs else []
        elif tag == "option" and self._select and "selected" in attrs:
            self.sent[self._select] = attrs["value"] or ""
        elif tag == "option" and self._select:
            self.sent.setdefault(self._select, attrs["value"] or "")

    def handle_data(self, data):
        if self._text_of:
            self.sent[self._text_of] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            text = self.sent[self._text_of].removeprefix("\n")
            self.sent[self._text_of] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            self._text_of = None
        elif tag == "select":
            self._select = None


def fields_of(client, address):
    """Give what the form at ``address`` would send as it stands."""
    page = client.get(address)
    assert page.status_code == 200
    parser = _Fields()
    parser.feed(page.content.decode())
    return {name: value for name, value in parser.sent.items() if "__prefix__" not in name}


def send(client, address, *, button="_continue", **changes):
    """Change fields of the form at ``address``, press a button ("_save", or the name of a verb), give the answer."""
    sent = fields_of(client, address) | changes
    sent |= {button: "1"} if button.startswith("_") else {"_verb": button}
    return client.post(address, sent)


def delete(client, address):
    """Confirm what the page at ``address`` asks before it deletes, and give the answer."""
    return client.post(address, fields_of(client, address))


def confirm(client, address, **answers):
    """Answer what the page at ``address`` asks before it does something to one thing."""
    return client.post(address, fields_of(client, address) | answers)


def do_to(client, address, action, things, **answers):
    """Do an action to things of the list at ``address``, and confirm what the page in between shows."""
    chosen = {"action": action, "_selected_action": [thing.pk for thing in things]}
    shown = client.post(address, chosen).context["shown"]
    return client.post(address, chosen | {"post": "yes", "_shown": shown} | answers)


def add_row(sent, prefix, **values):
    """Add a row to an inline of a form's fields."""
    number = int(sent[f"{prefix}-TOTAL_FORMS"])
    sent[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    sent |= {f"{prefix}-{number}-{name}": str(value) for name, value in values.items()}
    return sent


def errors_of(answer):
    """Give every error that a form shows, as text; fails if it shows none, for then it was stored."""
    assert answer.status_code == 200, "stored"
    assert answer.context["errors"]
    return " ".join(str(error) for errors in answer.context["errors"] for error in errors) + " ".join(
        str(error) for error in answer.context["adminform"].form.non_field_errors()
    )


def messages_of(answer):
    """Give the messages that the next page would show."""
    return [str(message) for message in answer.wsgi_request._messages]
