"""How handlers read requests."""

from typing import Annotated, Any

from fastapi import Depends, Query
from pdfai_wire import schema
from pydantic import BaseModel

from pdfai.server.store.records import PageRequest


def sent(body: BaseModel | None) -> dict[str, Any]:
    """The properties a request carries, as plain JSON values; absent ones are absent."""
    return {} if body is None else body.model_dump(mode="json", exclude_unset=True, by_alias=True)


async def _page_request(
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    order: schema.ListOrder = "desc",
    after: str | None = None,
    before: str | None = None,
) -> PageRequest:
    return PageRequest(limit=limit, order=order, after=after, before=before)


Include = Annotated[list[schema.RunStepInclude] | None, Query(alias="include[]")]
"""What else to tell of run steps."""

Paging = Annotated[PageRequest, Depends(_page_request)]
"""A handler's parameter of this type is read from `limit`, `order`, `after` and `before`."""
