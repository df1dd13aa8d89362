"""How this newsroom works: its method, its scale, and what it says of itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import Rating


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show the method and the policies; the newsroom's own words stand in ``templates/about/``."""
    return render(request, "pages/about.html", {"scale": Rating.objects.all()})
