"""A service of your own that answers from news: newsquote's base install, FastAPI and uvicorn."""

import os
from datetime import date
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

import assistant

# Opened once, for all threads; worker processes forked from this one open their own.
DESKS = {
    name: assistant.Assistant.open(folder)
    for name, folder in (pair.split("=", 1) for pair in os.environ["NEWS_INDEXES"].split())
}
app = FastAPI(title="Answers from news")


@app.exception_handler(assistant.NewsquoteError)
def refuse(request: Request, error: Exception) -> JSONResponse:
    """Every message of newsquote is one line that says what to do next."""
    return JSONResponse({"detail": str(error)}, status_code=422)


def desk_of(index: str) -> assistant.Assistant:
    """Return the assistant over one of the indexes."""
    if index not in DESKS:
        raise HTTPException(404, f"No index {index!r}. There are: {', '.join(DESKS)}")
    return DESKS[index]


# Not `async def`: FastAPI runs a plain function in a thread, so that the others go on.
@app.get("/{index}/ask")
def ask(index: str, q: str, k: int = 3, since: date | None = None) -> dict[str, Any]:
    """Answer with quotes, or say that there is no answer."""
    return desk_of(index).ask(q, k=k, since=since).to_dict()


@app.get("/{index}/search")
def search(index: str, q: str, k: int = 10) -> list[dict[str, Any]]:
    """Return the passages nearest to a question or a few words."""
    return [hit.to_dict() for hit in desk_of(index).search(q, k=k)]
