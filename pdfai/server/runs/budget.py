"""How much of a long thread a run may read. Pure."""

from collections.abc import Iterable, Sequence

from pdfai.language.tokens import estimate_tokens
from pdfai.server.retrieval.conversation import Turn


def fitting(turns: Sequence[Turn], *, within: int | None, beside: Iterable[str]) -> tuple[Turn, ...] | None:
    """The latest turns that fit, with the texts beside them, into a prompt; None if not one does."""
    if within is None:
        return tuple(turns)
    spent = sum(map(estimate_tokens, beside))
    kept: list[Turn] = []
    for turn in reversed(turns):
        spent += estimate_tokens(turn.text)
        if spent > within:
            break
        kept.insert(0, turn)
    return tuple(kept) or None
