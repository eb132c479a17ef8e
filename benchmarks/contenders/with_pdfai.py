"""Our client, as a user makes it."""

import sys

from pdfai import OpenAIClient, Page
from pdfai.models import FileCitationAnnotation, Message, Run, TextContent

client = OpenAIClient.create_with_api_key("key").with_base_domain(sys.argv[-1]).build()


def run() -> Run:
    """One run."""
    return client.get_run("thread_1", "run_1")


def messages() -> Page[Message]:
    """A hundred messages."""
    return client.get_thread_messages("thread_1", limit=100)


def last_cited(page: Page[Message]) -> str:
    """The proof that a page was read to its end."""
    content = page.data[-1].content[0]
    assert isinstance(content, TextContent)
    annotation = content.text.annotations[-1]
    assert isinstance(annotation, FileCitationAnnotation)
    return annotation.file_citation.file_id
