"""How much of a long thread a run may read. Pure."""

from collections.abc import Sequence

from pdfai.server.retrieval.conversation import Turn
from pdfai.server.retrieval.passages import Passage
from pdfai.server.retrieval.tokens import estimate_tokens


def fitting(
    turns: Sequence[Turn], *, within: int | None, beside: tuple[str, Sequence[Passage] | None]
) -> tuple[Turn, ...] | None:
    """The latest turns that fit, with the instructions and passages, into a prompt; None if not one does."""
    if within is None:
        return tuple(turns)
    instructions, passages = beside
    spent = estimate_tokens(instructions) + sum(estimate_tokens(each.text) for each in passages or ())
    kept: list[Turn] = []
    for turn in reversed(turns):
        spent += estimate_tokens(turn.text)
        if spent > within:
            break
        kept.insert(0, turn)
    return tuple(kept) or None
