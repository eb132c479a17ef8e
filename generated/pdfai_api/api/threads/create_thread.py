"""POST /threads"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models import CreateThreadRequest, Thread
from ...request import Request
from ...types import UNSET, Unset, plain


def request(*, body: CreateThreadRequest | Mapping[str, Any] | Unset = UNSET) -> Request[Thread]:
    """Create a thread, with first messages where given."""
    return Request(method="POST", segments=("threads",), json=plain(body), read=Thread.from_dict)
