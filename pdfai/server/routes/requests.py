"""How handlers read requests."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pdfai_wire import schema
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError, to_json

from pdfai.server.problems import Problem
from pdfai.server.store.records import PageRequest
from pdfai.server.violations import NO_OBJECT, TOO_DEEP, unshowable


def sent(body: BaseModel | None) -> dict[str, Any]:
    """The properties a request carries, as plain JSON values; absent ones are absent.

    Raises `Problem` for what could be kept and never be shown again.
    """
    if body is None:
        return {}
    try:
        request = body.model_dump(mode="json", exclude_unset=True, by_alias=True)
        # Deeper than it was sent, as it is in lists.
        to_json([[[[request]]]])
    except (UnicodeError, PydanticSerializationError):
        message, param = unshowable(body.model_dump(exclude_unset=True, by_alias=True))
        raise Problem(message, param=param) from None
    except ValueError:
        raise Problem(TOO_DEEP) from None
    return request


async def _no_null(request: Request) -> None:
    # The framework takes a null for a body that was left out.
    if (await request.body()).strip() == b"null":
        raise Problem(NO_OBJECT)


NotNull = Depends(_no_null)
"""What a route whose body may be left out depends on, so that null is refused like any other non-object."""


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
