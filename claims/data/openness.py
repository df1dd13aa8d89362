"""What is public anyway may be read by the scripts of any page: nobody is signed in there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, Parameters], Answer]


def open_to_all(view: View[Parameters, Answer]) -> View[Parameters, Answer]:
    """Let the browser hand the answers of ``view`` to pages from elsewhere (CORS); cookies stay out of it."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer
