# Derived from pdfai/_async/resources/assistants.py by scripts/unasync.py.
"""Assistants: instructions, a model and tools, kept under one id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.assistants import (
    create_assistant,
    delete_assistant,
    get_assistant,
    get_assistants,
    modify_assistant,
)
from pdfai_api.models import (
    Assistant,
    CreateAssistantRequest,
    DeletedAssistant,
    ModifyAssistantRequest,
)

from pdfai._sync.pages import Page
from pdfai._sync.sending import Sender
from pdfai.calling import one_body

if TYPE_CHECKING:
    from pdfai_wire import params

    from pdfai.calling import ListQuery


class Assistants(Sender):
    """The calls for assistants."""

    @overload
    def create_assistant(self, request: CreateAssistantRequest, /) -> Assistant: ...

    @overload
    def create_assistant(self, /, **parameters: Unpack[params.CreateAssistantRequest]) -> Assistant: ...

    def create_assistant(
        self, request: CreateAssistantRequest | None = None, /, **parameters: Any
    ) -> Assistant:
        """Create an assistant."""
        return self._send(create_assistant.request(body=one_body(request, parameters)))

    def get_assistants(self, **query: Unpack[ListQuery]) -> Page[Assistant]:
        """One page of assistants, newest first unless asked otherwise."""
        return self._page(get_assistants.request, **query)

    def get_assistant(self, assistant_id: str, /) -> Assistant:
        """Look an assistant up."""
        return self._send(get_assistant.request(assistant_id))

    @overload
    def modify_assistant(self, assistant_id: str, request: ModifyAssistantRequest, /) -> Assistant: ...

    @overload
    def modify_assistant(
        self, assistant_id: str, /, **parameters: Unpack[params.ModifyAssistantRequest]
    ) -> Assistant: ...

    def modify_assistant(
        self, assistant_id: str, request: ModifyAssistantRequest | None = None, /, **parameters: Any
    ) -> Assistant:
        """Change what is given; the rest stays."""
        return self._send(modify_assistant.request(assistant_id, body=one_body(request, parameters)))

    def delete_assistant(self, assistant_id: str, /) -> DeletedAssistant:
        """Delete an assistant; its threads stay."""
        return self._send(delete_assistant.request(assistant_id))
