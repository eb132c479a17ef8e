"""The openai package, 2.x or 3.x, as a user makes it."""

import sys
from typing import Any

from openai import OpenAI

client = OpenAI(api_key="key", base_url=sys.argv[-1])
threads: Any = client.beta.threads  # its types differ from one version to the other


def run() -> Any:
    """One run."""
    return threads.runs.retrieve("run_1", thread_id="thread_1")


def messages() -> Any:
    """A hundred messages."""
    return threads.messages.list("thread_1", limit=100)


def last_cited(page: Any) -> str:
    """The proof that a page was read to its end."""
    return str(page.data[-1].content[0].text.annotations[-1].file_citation.file_id)
