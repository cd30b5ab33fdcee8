"""The REST API at /api: the service's answers as JSON, and their OpenAPI description (HTTP)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Mount

from assistant import __version__
from assistant.errors import InvalidRequest
from assistant.service.limits import MAX_ID_CHARACTERS
from assistant.service.service import Service
from assistant.serving import schemas
from assistant.serving.arguments import (
    AskBody,
    AskQuery,
    ListQuery,
    SearchBody,
    SearchQuery,
    fault,
)
from assistant.serving.problems import UNEXPECTED, refusal
from assistant.serving.rest_page import endpoints_page

API_PATH: Final = "/api"
DESCRIPTION: Final = (
    "Answers questions over a corpus of news articles with exact quotes: slices of the articles, "
    "with offsets, resolved dates and citation. Nothing is paraphrased; where the corpus does not "
    "say, the status is no_answer."
)
# What a filter may name several of.
REPEATABLE: Final = frozenset({"source", "language"})
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": schemas.Problem, "description": why}
    for status, why in {
        400: "The body is no JSON.",
        401: "The server asks for a name and a password.",
        403: "A page of another site asks.",
        408: "The request did not arrive in time.",
        413: "The request is too large.",
        422: "An argument is missing, unknown, of a wrong type or out of range.",
        429: "Too many requests of one client; Retry-After says when to ask again.",
        500: "The server failed; its log says why.",
        503: "Too many questions wait already; Retry-After says when to ask again.",
        504: "It took longer than a question may.",
    }.items()
}
UNKNOWN: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": schemas.Problem, "description": "The index holds no such article."}
}


class PlainJson(JSONResponse):
    """JSON as it is, never cached: the index may change, and a question is nobody else's."""

    def __init__(
        self, content: object, status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(content, status, {"Cache-Control": "no-store", **(headers or {})})

    def render(self, content: object) -> bytes:
        """Return UTF-8, or ASCII where a file's name holds what is no Unicode."""
        try:
            return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
        except UnicodeEncodeError:
            return json.dumps(content, allow_nan=False).encode("ascii")


class GuardedRoute(APIRoute):
    """A route whose every error is one line of JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler of FastAPI, guarded."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(request)
            except HTTPException:
                raise
            except RequestValidationError as error:
                return _refused(InvalidRequest(fault(error.errors())), request)
            except Exception as error:  # a client is never shown a traceback
                return _refused(error, request)

        return guarded


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _given_once(request: Request) -> None:
    """Refuse an argument that is given twice: a proxy and this server could read different ones."""
    names = [name for name, _ in request.query_params.multi_items()]
    for name in names:
        if name not in REPEATABLE and names.count(name) > 1:
            raise InvalidRequest(f"{ascii(name[:40])} is given more than once. Give it once.")


OfService = Annotated[Service, Depends(_service)]
router = APIRouter(
    route_class=GuardedRoute, responses=PROBLEMS, dependencies=[Depends(_given_once)]
)


@router.get("/ask", response_model=schemas.Answer, summary="Ask a question")
async def get_ask(service: OfService, given: Annotated[AskQuery, Query()]) -> Response:
    """Answer a question with quotes; the question stands in the address."""
    answer = await service.ask(
        given.q, given.k, given.since, given.until, given.source, language=given.language
    )
    return PlainJson(answer.to_dict())


@router.post("/ask", response_model=schemas.Answer, summary="Ask a question, with a history")
async def post_ask(service: OfService, given: AskBody) -> Response:
    """Answer a question, or a follow-up, with quotes; the address says nothing of it."""
    return PlainJson((await service.ask(**dict(given))).to_dict())


@router.get("/search", response_model=schemas.Hits, summary="Search for passages")
async def get_search(service: OfService, given: Annotated[SearchQuery, Query()]) -> Response:
    """Find passages, without answer logic; the query stands in the address."""
    hits = await service.search(
        given.q,
        given.k,
        given.since,
        given.until,
        given.source,
        language=given.language,
        read=given.read,
    )
    return PlainJson({"query": given.q, "hits": [hit.to_dict() for hit in hits]})


@router.post("/search", response_model=schemas.Hits, summary="Search for passages, by a body")
async def post_search(service: OfService, given: SearchBody) -> Response:
    """Find passages, without answer logic; the address says nothing of it."""
    hits = await service.search(**dict(given))
    return PlainJson({"query": given.query, "hits": [hit.to_dict() for hit in hits]})


@router.get("/articles", response_model=schemas.Listing, summary="List articles")
async def get_articles(service: OfService, given: Annotated[ListQuery, Query()]) -> Response:
    """List articles, newest first, a page at a time."""
    return PlainJson((await service.articles(**dict(given))).to_dict())


@router.get(
    "/articles/{id}", response_model=schemas.Article, responses=UNKNOWN, summary="Read an article"
)
async def get_article(
    service: OfService,
    id: Annotated[
        str,
        Path(
            min_length=1,
            max_length=MAX_ID_CHARACTERS,
            description="The article.id of a quote or passage.",
        ),
    ],
) -> Response:
    """Return one article with its text, which the offsets of its quotes refer to."""
    return PlainJson((await service.article(id)).to_dict())


@router.get("/corpus", response_model=schemas.Overview, summary="Describe the corpus")
async def get_corpus(service: OfService) -> Response:
    """Return what the corpus holds: how many articles, of which outlets, from when to when."""
    return PlainJson((await service.overview()).to_dict())


def add_rest(app: FastAPI, service: Service) -> None:
    """Add the REST API to `app` at /api; its description is at /api/openapi.json.

    Call it before anything is mounted at /.
    """
    api = FastAPI(
        title="newsquote",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/openapi.json",
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    api.state.service = service
    api.add_exception_handler(HTTPException, _not_served)
    api.include_router(router)

    async def list_endpoints(request: Request) -> Response:
        base = request.scope["root_path"].removesuffix(API_PATH) + API_PATH
        return HTMLResponse(endpoints_page(api.openapi(), base))

    api.add_route("/", list_endpoints, include_in_schema=False)
    app.add_route(API_PATH, list_endpoints, include_in_schema=False)
    mount = Mount(API_PATH, api)
    # A path may hold a line break, which Starlette's pattern would leave to what is mounted at /.
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    app.router.routes.append(mount)


async def _not_served(request: Request, error: Exception) -> Response:
    """Answer a path or method that is not there."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    why = error.detail if isinstance(error, HTTPException) else UNEXPECTED
    allowed = _methods(request.scope["path"].removeprefix(request.scope["root_path"]))
    headers = {"Allow": ", ".join(allowed)} if status == 405 else {}
    help_at = f"{request.scope['root_path']}/openapi.json"
    return PlainJson({"error": f"{why}. See {help_at}"}, status, headers)


def _methods(path: str) -> list[str]:
    """Return the methods of all routes of a path; Starlette names those of the first only."""
    routes = [route for route in router.routes if isinstance(route, APIRoute)]
    found = [route.methods or set() for route in routes if route.path_regex.match(path)]
    return sorted(set().union(*found))


def _refused(error: Exception, request: Request) -> Response:
    told = refusal(error, f"{request.method} {request.url.path}")
    return PlainJson({"error": told.line}, told.status, told.headers)
