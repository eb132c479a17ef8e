# Derived from pdfai/_async/pages.py by scripts/unasync.py.
"""Lists: a page that was asked for, and the way to those behind it."""

from collections import deque
from typing import Any, Generic, Protocol, Self, TypeVar

from pdfai.errors import MalformedAnswerError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Turning(Protocol[T_co]):
    """Asks for the page behind an id."""

    def __call__(self, after: str) -> "Page[T_co]":
        """That page."""
        ...


class Page(Generic[T_co]):
    """A page of a list; iterated over, it goes on with the pages behind, asked for as they are reached."""

    def __init__(self, answer: Any, turn: Turning[T_co]) -> None:
        """Keep the answer and how to ask on."""
        self.answer = answer
        """What the server sent, as the contract has it."""
        self.data: list[T_co] = answer.data
        """What is on this page."""
        self.has_more: bool = bool(getattr(answer, "has_more", False))
        """Whether another page stands behind."""
        self.first_id: str | None = getattr(answer, "first_id", None) or None
        self.last_id: str | None = getattr(answer, "last_id", None) or None
        self._turn = turn

    def next_page(self) -> "Page[T_co] | None":
        """The page behind this one; None when this is the last.

        Raises `MalformedAnswerError` when the server sends the same page again.
        """
        if not self.has_more or not self.data:
            return None
        # A server that names no `last_id` still says where its page ends.
        last_id = self.last_id or self.data[-1].id  # type: ignore[attr-defined]  # all that is listed has one
        page = self._turn(last_id)
        if page.data and page.data[-1].id == last_id:  # type: ignore[attr-defined]
            reason = f"a list that does not go on behind {last_id}"
            raise MalformedAnswerError(reason, status=200, request_id=None, body="")
        return page

    def to_dict(self) -> dict[str, Any]:
        """This page as it came."""
        written: dict[str, Any] = self.answer.to_dict()
        return written

    def __iter__(self) -> "Items[T_co]":
        """Everything from the first of this page to the last of the list."""
        return Items(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.answer!r})"


class Items(Generic[T_co]):
    """What is on a page and behind it, one after the other."""

    def __init__(self, page: Page[T_co]) -> None:
        self._page: Page[T_co] | None = page
        self._items = deque(page.data)

    def __iter__(self) -> Self:
        """Itself: what was taken is gone."""
        return self

    def __next__(self) -> T_co:
        """The next, from the next page if need be."""
        while not self._items:
            self._page = self._page.next_page() if self._page else None
            if self._page is None:
                raise StopIteration
            self._items.extend(self._page.data)
        return self._items.popleft()
