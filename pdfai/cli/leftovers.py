"""What copilots left on a server when their processes were killed: found by its mark, and old enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pdfai.errors import ApiError, NotFoundError
from pdfai.marks import KEPT, MARK

if TYPE_CHECKING:
    from pdfai_api.models import File, VectorStore

    from pdfai import OpenAIClient

_NOT_THERE = {404, 405, 501}


@dataclass(frozen=True, kw_only=True, slots=True)
class Leftover:
    """An object on the server that nobody is likely to need."""

    kind: str
    """thread, assistant, vector_store or file."""
    id: str
    name: str
    age_seconds: int
    """Since it was last used, as far as the server tells; else since it was made."""
    is_loose: bool = False
    """A file that no vector store holds; whoever uploaded it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Leftovers:
    """All there are, users before what they use."""

    found: list[Leftover]
    unlisted: list[str]
    """The kinds of objects that this server does not list."""


class Search:
    """Looks for what may go: marked, not kept unless those are wanted too, and unused for so long."""

    def __init__(self, client: OpenAIClient, *, now: float, older_than: float, with_kept: bool) -> None:
        """Nothing is asked yet; times are in seconds."""
        self._client = client
        self._now = now
        self._older_than = older_than
        self._with_kept = with_kept
        self._unlisted: list[str] = []
        self._stores: dict[str, VectorStore] = {}

    def run(self, *, with_documents: bool) -> Leftovers:
        """What may go; with documents that no vector store holds, if they are wanted."""
        self._stores = {store.id: store for store in self._listed("vector_store")}
        stores = list(self._old("vector_store", self._stores.values()))
        found = [*self._old("thread", self._listed("thread"))]
        found += self._old("assistant", self._listed("assistant"))
        found += stores
        found += self._files({store.id for store in stores}, with_documents=with_documents)
        return Leftovers(found=found, unlisted=self._unlisted)

    def _listed(self, kind: str) -> list[Any]:
        lists: Any = {
            "thread": self._client.get_threads,
            "assistant": self._client.get_assistants,
            "vector_store": self._client.get_vector_stores,
        }
        try:
            return list(lists[kind](limit=100))
        except ApiError as error:
            if error.status not in _NOT_THERE:
                raise
            self._unlisted.append(kind)
            return []

    def _old(self, kind: str, objects: Iterable[Any]) -> Iterator[Leftover]:
        for each in objects:
            metadata = each.metadata or {}
            if MARK not in metadata or (KEPT in metadata and not self._with_kept):
                continue
            name = getattr(each, "name", None) or f"({metadata[MARK]})"
            try:
                is_old = self._is_old(each.created_at) and self._is_old(last := self._last_used(kind, each))
            except NotFoundError:  # its chat ended meanwhile
                continue
            if is_old:
                yield Leftover(kind=kind, id=each.id, name=name, age_seconds=int(self._now - last))

    def _is_old(self, time: object) -> bool:
        return isinstance(time, int) and self._now - time >= self._older_than

    def _last_used(self, kind: str, used: Any) -> int:
        """When it was last used: somebody may have talked to it for days."""
        times: list[Any]
        match kind:
            case "thread":
                latest = self._client.get_thread_messages(used.id, limit=1)
                times = [message.created_at for message in latest.data]
            case "assistant":
                search = getattr(used.tool_resources, "file_search", None)
                ids = getattr(search, "vector_store_ids", None) or []
                times = [self._stores[each].last_active_at for each in ids if each in self._stores]
            case _:
                times = [used.last_active_at]
        return max(time for time in [used.created_at, *times] if isinstance(time, int))

    def _files(self, doomed: set[str], *, with_documents: bool) -> Iterator[Leftover]:
        """The files of the vector stores that go, but for those that others hold too."""
        if not doomed and not with_documents:
            return
        files: dict[str, File] = {file.id: file for file in self._client.get_files()}
        held: set[str] = set()
        to_go: set[str] = set()
        for store_id in self._stores:
            with suppress(NotFoundError):  # as above
                ids = {file.id for file in self._client.get_vector_store_files(store_id, limit=100)}
                (to_go if store_id in doomed else held).update(ids)
        for file in files.values():
            is_loose = with_documents and file.purpose == "assistants" and self._is_old(file.created_at)
            if file.id not in held and (is_loose or file.id in to_go):
                age = int(self._now - file.created_at)
                yield Leftover(
                    kind="file",
                    id=file.id,
                    name=file.filename,
                    age_seconds=age,
                    is_loose=file.id not in to_go,
                )


def delete(client: OpenAIClient, leftover: Leftover) -> None:
    """Delete it; raises as the client does."""
    deletions: Any = {
        "thread": client.delete_thread,
        "assistant": client.delete_assistant,
        "vector_store": client.delete_vector_store,
        "file": client.delete_file,
    }
    deletions[leftover.kind](leftover.id)
