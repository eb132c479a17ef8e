"""Why a request is not served."""

import errno
import sqlite3

from sqlalchemy.exc import DatabaseError


class Problem(Exception):
    """A request at fault, with the status and the words that tell its sender."""

    status = 400

    def __init__(
        self,
        message: str,
        *,
        param: str | None = None,
        code: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.param = param
        self.code = code
        self.headers = headers


class NotFoundProblem(Problem):
    """The object asked for does not exist."""

    status = 404


class UnauthorizedProblem(Problem):
    """The key is missing or wrong."""

    status = 401


class ForbiddenProblem(Problem):
    """The server does not serve whoever asks."""

    status = 403


class ConflictProblem(Problem):
    """What is asked for cannot be done now, and may be a moment later."""

    status = 409


class BadGatewayProblem(Problem):
    """The model behind the server could not answer."""

    status = 502


DISK_IS_FULL = "The server's disk is full and nothing of this was kept: free some space there."


# The second is told of the memory that its processes share, which is a file beside the database.
_SQLITE_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)


def is_disk_full(error: BaseException | None) -> bool:
    """Whether that is why the system or the database could not write."""
    # SQLite then takes back all of a transaction; who takes back half of it hears of that in the first place.
    return error is not None and (_tells_of_full_disk(error) or is_disk_full(error.__context__))


def _tells_of_full_disk(error: BaseException) -> bool:
    cause = error.orig if isinstance(error, DatabaseError) else error
    full = getattr(cause, "sqlite_errorcode", None) in _SQLITE_FULL
    return full or getattr(cause, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
