"""The page that says how to take the data from here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    """Show the addresses of the data, how to cite it and under what terms."""
    return render(request, "pages/data.html")
