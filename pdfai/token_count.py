"""Tokens as models count them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TokenCount:
    """Tokens as a model counts them: read, and written."""

    prompt_tokens: int = 0
    completion_tokens: int = 0

    @property
    def total_tokens(self) -> int:
        """Both."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: "TokenCount") -> "TokenCount":
        return TokenCount(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
        )
