"""The addresses of the data; named "data:claims" and so on."""

from claims.data import lists, tables, things  # noqa: F401 - each adds its operations to the interface
from claims.data.api import api

urls = api.urls
