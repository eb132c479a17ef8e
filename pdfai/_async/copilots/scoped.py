"""Copilots end with the block they are used in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType


class AsyncScopedCopilot:
    """A copilot that need not be closed: what a model needs on the server goes away with its answer."""

    async def close(self) -> None:
        """Nothing is left on the server as it is."""

    async def __aenter__(self) -> Self:
        """The copilot."""
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        await self.close()
