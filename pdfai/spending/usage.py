"""What the answers that a client read have cost, in tokens."""

import threading
from collections.abc import Mapping

from pdfai_api.models import Completion, CompletionChunk, EmbeddingList, Run, RunEvent

from pdfai.outcomes import answered_by
from pdfai.token_count import TokenCount


class Usage:
    """Adds tokens up by model. A run counts once, however often it was looked at; threads may share this."""

    def __init__(self) -> None:
        self._counts: dict[str, TokenCount] = {}
        self._counted_runs: set[str] = set()
        self._lock = threading.Lock()

    @property
    def by_model(self) -> Mapping[str, TokenCount]:
        """As of now, by the names of the models that answered."""
        with self._lock:
            return dict(self._counts)

    @property
    def total(self) -> TokenCount:
        """Of all models."""
        return sum(self.by_model.values(), TokenCount())

    def note(self, value: object) -> None:
        """Count what an answer, or an event of one, says it has cost; most say nothing."""
        match value:
            case RunEvent(data=run):
                self.note(run)
            case Run(id=run_id, usage=usage) if usage:
                self._add(answered_by(value), usage, run_id=run_id)
            case Completion(model=model, usage=usage) | CompletionChunk(model=model, usage=usage) if usage:
                self._add(model, usage)
            case EmbeddingList(model=model, usage=usage) if usage:
                self._add(model, usage)

    def _add(self, model: object, usage: object, *, run_id: str = "") -> None:
        count = counted(usage)
        with self._lock:
            if run_id in self._counted_runs:
                return
            if run_id:
                self._counted_runs.add(run_id)
            name = model if isinstance(model, str) else ""
            self._counts[name] = self._counts.get(name, TokenCount()) + count

    def __repr__(self) -> str:
        return f"Usage({self.by_model!r})"


def counted(usage: object) -> TokenCount:
    """What an answer's own `usage` says."""
    prompt, completion = (getattr(usage, name, 0) for name in ("prompt_tokens", "completion_tokens"))
    return TokenCount(prompt_tokens=_whole(prompt), completion_tokens=_whole(completion))


def _whole(value: object) -> int:
    """A server that counts in something else, or not at all, counts as nothing."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
