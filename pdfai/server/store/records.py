"""Reading and writing the rows behind the API's objects."""

import secrets
import string
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from pdfai.server.problems import NotFoundProblem
from pdfai.server.store.attempts import forget_answers, note_written

JsonObject = dict[str, Any]

_ALPHANUMERIC = string.ascii_letters + string.digits


def now() -> int:
    """The time in Unix seconds, as the API counts it."""
    return int(time.time())


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRequest:
    """Which part of a list is wanted."""

    limit: int = 20
    order: Literal["asc", "desc"] = "desc"
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Records:
    """One kind of object: its table, and how the API writes it."""

    table: Table
    object: str
    prefix: str
    missing: str
    """The message for an id that is not there; the wire's exact words, because clients parse them."""
    missing_param: str | None = None
    columns: tuple[str, ...] = ()
    """Columns that are properties of the object."""
    identity: str = "id"
    """The column whose value the API shows as the object's id."""

    def add(self, connection: Connection, body: Mapping[str, Any], **columns: Any) -> JsonObject:
        """Insert an object and return it as the API shows it."""
        row = {"id": new_id(self.prefix), "created_at": now(), "body": dict(body), **columns}
        shown = self.show(connection.execute(insert(self.table).values(row).returning(self.table)).one())
        # A file's place in a store has no id of its own, and is not there twice anyway.
        note_written(connection, shown["id"], is_created=self.identity == "id")
        return shown

    def find(self, connection: Connection, id: str, **scope: Any) -> Row[Any] | None:
        """The row with this id within `scope`, if there is one."""
        this = self.table.c[self.identity] == id
        return connection.execute(select(self.table).where(this, *self._within(scope))).one_or_none()

    def row(self, connection: Connection, id: str, **scope: Any) -> Row[Any]:
        """The row with this id within `scope`; raises the API's 404."""
        found = self.find(connection, id, **scope)
        if found is None:
            raise NotFoundProblem(self.missing.format(id=id), param=self.missing_param)
        return found

    def get(self, connection: Connection, id: str, **scope: Any) -> JsonObject:
        """The object with this id within `scope`; raises the API's 404."""
        return self.show(self.row(connection, id, **scope))

    def change(
        self, connection: Connection, row: Row[Any], changes: Mapping[str, Any], **columns: Any
    ) -> JsonObject:
        """Overwrite properties of the body, and columns; what is not named stays."""
        this = self.table.c.position == row.position
        changed = update(self.table).where(this).values(body={**row.body, **changes}, **columns)
        return self.show(connection.execute(changed.returning(self.table)).one())

    def remove(self, connection: Connection, id: str, **scope: Any) -> JsonObject:
        """Delete an object with all that hangs on it; the answer says what was deleted."""
        row = self.row(connection, id, **scope)
        connection.execute(delete(self.table).where(self.table.c.position == row.position))
        forget_answers(connection, id)
        return {"id": id, "object": f"{self.object}.deleted", "deleted": True}

    def page(
        self,
        connection: Connection,
        request: PageRequest,
        *,
        show: Callable[[Row[Any]], JsonObject] | None = None,
        status: str | None = None,
        **scope: Any,
    ) -> JsonObject:
        """A page of the list of all objects within `scope`, shown by `show` where there is more to say.

        A status changes between two pages, so the ids that pages begin behind need not have it.
        """
        position = self.table.c.position
        ascending = request.order == "asc"
        query = select(self.table).where(*self._within({**scope, "status": status}))
        if request.after is not None:
            cursor = self.row(connection, request.after, **scope).position
            query = query.where(position > cursor if ascending else position < cursor)
        if request.before is not None:
            cursor = self.row(connection, request.before, **scope).position
            query = query.where(position < cursor if ascending else position > cursor)
        # A page that ends before an id is the one next to it: read from there backwards, then turn round.
        backwards = request.before is not None and request.after is None
        query = query.order_by(position.asc() if ascending != backwards else position.desc())
        rows = connection.execute(query.limit(request.limit + 1)).all()
        shown = [(show or self.show)(row) for row in rows[: request.limit]]
        return listing(shown[::-1] if backwards else shown, has_more=len(rows) > request.limit)

    def show(self, row: Row[Any]) -> JsonObject:
        """A row as the API shows it."""
        values = row._mapping
        named = {name: values[name] for name in self.columns}
        return {
            "id": values[self.identity],
            "object": self.object,
            "created_at": values["created_at"],
            **named,
            **values["body"],
        }

    def _within(self, scope: Mapping[str, Any]) -> list[Any]:
        return [self.table.c[name] == value for name, value in scope.items() if value is not None]


def listing(data: list[JsonObject], *, has_more: bool = False) -> JsonObject:
    """Objects as a list answer."""
    return {
        "object": "list",
        "data": data,
        "first_id": data[0]["id"] if data else None,
        "last_id": data[-1]["id"] if data else None,
        "has_more": has_more,
    }


def new_id(prefix: str) -> str:
    """A fresh id in the wire's form: hexadecimal for vector stores, else alphanumeric."""
    if prefix in {"vs_", "vsfb_"}:
        return prefix + secrets.token_hex(16)
    return prefix + "".join(secrets.choice(_ALPHANUMERIC) for _ in range(22 if prefix == "file-" else 24))
