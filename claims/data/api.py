"""The interface for reading: who answers, how mistakes are told, and the OpenAPI document made from it all.

django-ninja makes the document from the very functions that answer, and holds each answer to its shape.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer
from ninja.types import DictStrAny

from claims.data import shapes
from claims.data.openness import open_to_all

READ = ["GET", "HEAD"]
# What an address may answer beside 200.
REFUSED: dict[int, type[shapes.Refused]] = {400: shapes.Refused, 404: shapes.Refused}
TAKEN: dict[int, type[shapes.Taken]] = {410: shapes.Taken}

DESCRIPTION = """
Everything that this site shows its readers, as data: no key, no account, reading only.

Each address is that of a page with `.json` in place of the last slash; lists exist as `.csv` too. A list comes in
pages: follow `next` until it is null, and build no such address yourself. What was taken back answers 410 with the
reason. A claim is somebody's statement, not a finding: never show one without its speaker and its standing.
"""


class Renderer(JSONRenderer):
    """JSON that people can read as well."""

    json_dumps_params = {"ensure_ascii": False}


class ReadingAPI(NinjaAPI):
    """An interface for reading, whose document is made once and names each operation once."""

    _document: OpenAPISchema | None = None

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: DictStrAny | None = None
    ) -> OpenAPISchema:
        """Give the document; HEAD goes without saying, and would repeat each operation's id."""
        if self._document is None:
            self._document = super().get_openapi_schema(path_prefix=path_prefix or "", path_params=path_params)
            for operations in self._document["paths"].values():
                operations.pop("head", None)
        return self._document


api = ReadingAPI(
    title=settings.SITE_NAME,
    version="1",
    description=DESCRIPTION,
    urls_namespace="data",
    renderer=Renderer(),
    docs_url=None,  # ninja's pages load scripts from elsewhere; ours is /about/data/
)
api.add_decorator(open_to_all, mode="view")


@api.exception_handler(Http404)
def not_found(request: HttpRequest, _missing: Http404 | type[Http404]) -> HttpResponse:
    """Answer for what never was public as for what never was."""
    return api.create_response(request, {"detail": "Nothing public has this address."}, status=404)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, mistake: ValidationError | type[ValidationError]) -> HttpResponse:
    """Name the parameter that can't be read, and why."""
    errors = getattr(mistake, "errors", [])
    told = [f"{'.'.join(str(part) for part in error['loc'][1:])}: {error['msg']}" for error in errors]
    return api.create_response(request, {"detail": " ".join(told)}, status=400)
