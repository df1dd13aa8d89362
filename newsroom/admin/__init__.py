"""The base of the admin: lists that scale, refusals in plain words, verbs as buttons, the record of changes.

Django loads this package before any model; so the modules below are imported by name, not from here.
"""
