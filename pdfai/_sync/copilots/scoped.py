# Derived from pdfai/_async/copilots/scoped.py by scripts/unasync.py.
"""Copilots end with the block they are used in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType


class ScopedCopilot:
    """A copilot that need not be closed: what a model needs on the server goes away with its answer."""

    def close(self) -> None:
        """Nothing is left on the server as it is."""

    def __enter__(self) -> Self:
        """The copilot."""
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
