"""Reading a page again without sending it again (RFC 9110, conditional requests).

Each answer bears an ETag made of its own bytes: whatever it shows has changed if and only if they have, so no wrong
"not modified" is possible, at the price of making the page. Dates would be cheaper and wrong: no one date covers all
that a page shows (a speaker's new name, evidence, another claim's rating), and two changes may share a second.
"""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag


class RereadingMiddleware(ConditionalGetMiddleware):
    """Answer 304 where the asker has the very same already; let caches keep an answer only to ask again.

    So what is taken back is gone everywhere at once. HEAD is told the same as GET. Answers that say something of
    caching themselves (the admin) and those that are sent as they are read (tables) are left alone.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add ETag and Cache-Control; give 304 in place of the response where that will do."""
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-cache"
        if request.method not in ("GET", "HEAD") or not isinstance(response, HttpResponse):
            return response
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)  # except on what has no body, such as a redirect
        etag = response.get("ETag")
        return (get_conditional_response(request, etag=etag, response=response) if etag else None) or response
