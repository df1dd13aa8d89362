"""What a load balancer or a supervisor asks: is the process alive, can it serve."""

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer 200 as long as the process runs. Asks no database."""
    return _plain("alive")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer 200 if pages can be served, else 503 with the reason. One query."""
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return _plain("the database does not answer", status=503)
    if missing:
        return _plain(f"migrations not applied: {len(missing)}", status=503)
    return _plain("ready")


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text + "\n", content_type="text/plain", status=status)
