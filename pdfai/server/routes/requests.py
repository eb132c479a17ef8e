"""How handlers read requests."""

from typing import Annotated, Any

from fastapi import Depends, Query
from pdfai_wire import schema
from pydantic import BaseModel

from pdfai.server.problems import Problem
from pdfai.server.store.records import PageRequest


def sent(body: BaseModel | None) -> dict[str, Any]:
    """The properties a request carries, as plain JSON values; absent ones are absent."""
    return {} if body is None else body.model_dump(mode="json", exclude_unset=True)


def sent_to_model(body: BaseModel) -> dict[str, Any]:
    """As `sent`, for a request whose answer other servers also stream."""
    request = sent(body)
    if request.pop("stream", None):
        raise Problem(
            "Streaming is not served yet: leave 'stream' out, and ask until it is done.", param="stream"
        )
    return request


async def _page_request(
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    order: schema.ListOrder = "desc",
    after: str | None = None,
    before: str | None = None,
) -> PageRequest:
    return PageRequest(limit=limit, order=order, after=after, before=before)


Paging = Annotated[PageRequest, Depends(_page_request)]
"""A handler's parameter of this type is read from `limit`, `order`, `after` and `before`."""
