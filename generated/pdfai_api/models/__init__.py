"""The objects of the contract."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from ..types import UNSET, FileInput, Unknown, Unset, WireObject, many, new, variant

__all__ = [
    "Assistant",
    "AssistantChatMessage",
    "AssistantList",
    "Attachment",
    "Attributes",
    "AutoChunkingStrategy",
    "ChunkSizes",
    "ChunkSizesRequest",
    "Completion",
    "CompletionChoice",
    "CompletionMessage",
    "CompletionUsage",
    "CreateAssistantRequest",
    "CreateCompletionRequest",
    "CreateFileSearchResources",
    "CreateMessageRequest",
    "CreateRunRequest",
    "CreateThreadAndRunRequest",
    "CreateThreadRequest",
    "CreateToolResources",
    "CreateVectorStoreFileBatchRequest",
    "CreateVectorStoreFileRequest",
    "CreateVectorStoreRequest",
    "DeletedAssistant",
    "DeletedFile",
    "DeletedMessage",
    "DeletedThread",
    "DeletedVectorStore",
    "DeletedVectorStoreFile",
    "ErrorAnswer",
    "ErrorDetail",
    "ExpiresAfter",
    "ExpiryAnchor",
    "File",
    "FileCitation",
    "FileCitationAnnotation",
    "FileCitationType",
    "FileCounts",
    "FileList",
    "FilePurpose",
    "FileSearchCall",
    "FileSearchCallDetails",
    "FileSearchOptions",
    "FileSearchRankingOptions",
    "FileSearchResources",
    "FileSearchResult",
    "FileSearchResultContent",
    "FileSearchTool",
    "FileSearchToolType",
    "FileStatus",
    "FinishReason",
    "IncompleteDetails",
    "IncompleteReason",
    "ListOrder",
    "Message",
    "MessageCreation",
    "MessageCreationDetails",
    "MessageList",
    "MessageRole",
    "Metadata",
    "ModifyAssistantRequest",
    "ModifyMessageRequest",
    "ModifyThreadRequest",
    "ModifyVectorStoreRequest",
    "OtherChunkingStrategy",
    "ReasoningEffort",
    "Run",
    "RunError",
    "RunErrorCode",
    "RunList",
    "RunStatus",
    "RunStep",
    "RunStepInclude",
    "RunStepList",
    "RunStepStatus",
    "RunStepType",
    "RunUsage",
    "StaticChunkingStrategy",
    "StaticChunkingStrategyRequest",
    "SystemChatMessage",
    "Text",
    "TextContent",
    "TextPart",
    "TextType",
    "Thread",
    "ToolCallsDetails",
    "ToolResources",
    "TruncationStrategy",
    "TruncationType",
    "Unknown",
    "UploadFileRequest",
    "UploadPurpose",
    "UserChatMessage",
    "VectorStore",
    "VectorStoreFile",
    "VectorStoreFileBatch",
    "VectorStoreFileError",
    "VectorStoreFileErrorCode",
    "VectorStoreFileList",
    "VectorStoreFileStatus",
    "VectorStoreList",
    "VectorStoreStatus",
]

ListOrder: TypeAlias = Literal["asc", "desc"]
ReasoningEffort: TypeAlias = Literal["high", "low", "medium", "minimal", "none", "xhigh"]
FileSearchToolType: TypeAlias = Literal["file_search"]
MessageRole: TypeAlias = Literal["assistant", "user"]
TextType: TypeAlias = Literal["text"]
FileCitationType: TypeAlias = Literal["file_citation"]
RunStatus: TypeAlias = Literal[
    "cancelled",
    "cancelling",
    "completed",
    "expired",
    "failed",
    "in_progress",
    "incomplete",
    "queued",
    "requires_action",
]
RunErrorCode: TypeAlias = Literal["invalid_prompt", "rate_limit_exceeded", "server_error"]
IncompleteReason: TypeAlias = Literal["max_completion_tokens", "max_prompt_tokens"]
TruncationType: TypeAlias = Literal["auto", "last_messages"]
RunStepInclude: TypeAlias = Literal["step_details.tool_calls[*].file_search.results[*].content"]
RunStepType: TypeAlias = Literal["message_creation", "tool_calls"]
RunStepStatus: TypeAlias = Literal["cancelled", "completed", "expired", "failed", "in_progress"]
FilePurpose: TypeAlias = Literal[
    "assistants",
    "assistants_output",
    "batch",
    "batch_output",
    "evals",
    "fine-tune",
    "fine-tune-results",
    "user_data",
    "vision",
]
FileStatus: TypeAlias = Literal["error", "processed", "uploaded"]
UploadPurpose: TypeAlias = Literal["assistants", "batch", "evals", "fine-tune", "user_data", "vision"]
VectorStoreStatus: TypeAlias = Literal["completed", "expired", "in_progress"]
ExpiryAnchor: TypeAlias = Literal["last_active_at"]
VectorStoreFileStatus: TypeAlias = Literal["cancelled", "completed", "failed", "in_progress"]
VectorStoreFileErrorCode: TypeAlias = Literal["invalid_file", "server_error", "unsupported_file"]
FinishReason: TypeAlias = Literal["content_filter", "function_call", "length", "stop", "tool_calls"]
Metadata: TypeAlias = dict[str, str]
"""Up to 16 pairs of the caller's own; keys of 64 characters and values of 512 at most."""
Attributes: TypeAlias = dict[str, Any]
"""Up to 16 values of the caller's own on a stored file; keys of 64 characters at most."""


class ErrorAnswer(WireObject):
    error: ErrorDetail

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ErrorAnswer), value.get
        self._source, self._additional = value, None
        self.error = _ErrorAnswer_error(get("error", UNSET))
        return self


class ErrorDetail(WireObject):
    message: str
    """What is wrong and how to mend it."""
    type: str
    param: None | str
    """The parameter at fault."""
    code: None | str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ErrorDetail), value.get
        self._source, self._additional = value, None
        self.message = get("message", UNSET)
        self.type = get("type", UNSET)
        self.param = get("param", UNSET)
        self.code = get("code", UNSET)
        return self


class FileSearchTool(WireObject):
    type: FileSearchToolType
    file_search: FileSearchOptions | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchTool), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.file_search = _FileSearchTool_file_search(get("file_search", UNSET))
        return self


class FileSearchOptions(WireObject):
    max_num_results: int | Unset = UNSET
    """20 unless given."""
    ranking_options: FileSearchRankingOptions | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchOptions), value.get
        self._source, self._additional = value, None
        self.max_num_results = get("max_num_results", UNSET)
        self.ranking_options = _FileSearchOptions_ranking_options(get("ranking_options", UNSET))
        return self


class FileSearchRankingOptions(WireObject):
    score_threshold: float
    """Results below are left out."""
    ranker: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchRankingOptions), value.get
        self._source, self._additional = value, None
        self.score_threshold = get("score_threshold", UNSET)
        self.ranker = get("ranker", UNSET)
        return self


class ToolResources(WireObject):
    file_search: FileSearchResources | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ToolResources), value.get
        self._source, self._additional = value, None
        self.file_search = _ToolResources_file_search(get("file_search", UNSET))
        return self


class FileSearchResources(WireObject):
    vector_store_ids: list[str] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchResources), value.get
        self._source, self._additional = value, None
        self.vector_store_ids = get("vector_store_ids", UNSET)
        return self


class CreateToolResources(WireObject):
    file_search: CreateFileSearchResources | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateToolResources), value.get
        self._source, self._additional = value, None
        self.file_search = _CreateToolResources_file_search(get("file_search", UNSET))
        return self


class CreateFileSearchResources(WireObject):
    vector_store_ids: list[str] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateFileSearchResources), value.get
        self._source, self._additional = value, None
        self.vector_store_ids = get("vector_store_ids", UNSET)
        return self


class Assistant(WireObject):
    id: str
    object: Literal["assistant"]
    created_at: int
    """Unix seconds."""
    name: None | str
    description: None | str
    model: str
    instructions: None | str
    tools: list[FileSearchTool]
    metadata: Metadata
    """Up to 16 pairs of the caller's own; keys of 64 characters and values of 512 at most."""
    tool_resources: None | ToolResources | Unset = UNSET
    temperature: float | None | Unset = UNSET
    top_p: float | None | Unset = UNSET
    reasoning_effort: None | ReasoningEffort | Unset = UNSET
    response_format: None | str | Unset = UNSET
    """Always `auto` for now."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Assistant), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created_at = get("created_at", UNSET)
        self.name = get("name", UNSET)
        self.description = get("description", UNSET)
        self.model = get("model", UNSET)
        self.instructions = get("instructions", UNSET)
        self.tools = _Assistant_tools(get("tools", UNSET))
        self.metadata = get("metadata", UNSET)
        self.tool_resources = _Assistant_tool_resources(get("tool_resources", UNSET))
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.reasoning_effort = get("reasoning_effort", UNSET)
        self.response_format = get("response_format", UNSET)
        return self


class AssistantList(WireObject):
    object: Literal["list"]
    data: list[Assistant]
    first_id: None | str
    last_id: None | str
    has_more: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AssistantList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _AssistantList_data(get("data", UNSET))
        self.first_id = get("first_id", UNSET)
        self.last_id = get("last_id", UNSET)
        self.has_more = get("has_more", UNSET)
        return self


class DeletedAssistant(WireObject):
    id: str
    object: Literal["assistant.deleted"]
    deleted: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(DeletedAssistant), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.deleted = get("deleted", UNSET)
        return self


class CreateAssistantRequest(WireObject):
    model: str
    name: None | str | Unset = UNSET
    description: None | str | Unset = UNSET
    instructions: None | str | Unset = UNSET
    tools: list[FileSearchTool] | Unset = UNSET
    tool_resources: CreateToolResources | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    """1 unless given."""
    top_p: float | None | Unset = UNSET
    """1 unless given."""
    reasoning_effort: None | ReasoningEffort | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateAssistantRequest), value.get
        self._source, self._additional = value, None
        self.model = get("model", UNSET)
        self.name = get("name", UNSET)
        self.description = get("description", UNSET)
        self.instructions = get("instructions", UNSET)
        self.tools = _CreateAssistantRequest_tools(get("tools", UNSET))
        self.tool_resources = _CreateAssistantRequest_tool_resources(get("tool_resources", UNSET))
        self.metadata = get("metadata", UNSET)
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.reasoning_effort = get("reasoning_effort", UNSET)
        return self


class ModifyAssistantRequest(WireObject):
    model: str | Unset = UNSET
    name: None | str | Unset = UNSET
    description: None | str | Unset = UNSET
    instructions: None | str | Unset = UNSET
    tools: list[FileSearchTool] | Unset = UNSET
    tool_resources: CreateToolResources | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    top_p: float | None | Unset = UNSET
    reasoning_effort: None | ReasoningEffort | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModifyAssistantRequest), value.get
        self._source, self._additional = value, None
        self.model = get("model", UNSET)
        self.name = get("name", UNSET)
        self.description = get("description", UNSET)
        self.instructions = get("instructions", UNSET)
        self.tools = _ModifyAssistantRequest_tools(get("tools", UNSET))
        self.tool_resources = _ModifyAssistantRequest_tool_resources(get("tool_resources", UNSET))
        self.metadata = get("metadata", UNSET)
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.reasoning_effort = get("reasoning_effort", UNSET)
        return self


class Thread(WireObject):
    id: str
    object: Literal["thread"]
    created_at: int
    """Unix seconds."""
    tool_resources: None | ToolResources
    metadata: Metadata
    """Up to 16 pairs of the caller's own; keys of 64 characters and values of 512 at most."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Thread), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created_at = get("created_at", UNSET)
        self.tool_resources = _Thread_tool_resources(get("tool_resources", UNSET))
        self.metadata = get("metadata", UNSET)
        return self


class DeletedThread(WireObject):
    id: str
    object: Literal["thread.deleted"]
    deleted: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(DeletedThread), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.deleted = get("deleted", UNSET)
        return self


class CreateThreadRequest(WireObject):
    messages: list[CreateMessageRequest] | Unset = UNSET
    tool_resources: CreateToolResources | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateThreadRequest), value.get
        self._source, self._additional = value, None
        self.messages = _CreateThreadRequest_messages(get("messages", UNSET))
        self.tool_resources = _CreateThreadRequest_tool_resources(get("tool_resources", UNSET))
        self.metadata = get("metadata", UNSET)
        return self


class ModifyThreadRequest(WireObject):
    tool_resources: CreateToolResources | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModifyThreadRequest), value.get
        self._source, self._additional = value, None
        self.tool_resources = _ModifyThreadRequest_tool_resources(get("tool_resources", UNSET))
        self.metadata = get("metadata", UNSET)
        return self


class Message(WireObject):
    id: str
    object: Literal["thread.message"]
    created_at: int
    """Unix seconds."""
    thread_id: str
    role: MessageRole
    content: list[TextContent]
    assistant_id: None | str
    """Who wrote it; null for a user's message."""
    run_id: None | str
    """The run that wrote it; null for a user's message."""
    attachments: list[Attachment]
    metadata: Metadata
    """Up to 16 pairs of the caller's own; keys of 64 characters and values of 512 at most."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Message), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created_at = get("created_at", UNSET)
        self.thread_id = get("thread_id", UNSET)
        self.role = get("role", UNSET)
        self.content = _Message_content(get("content", UNSET))
        self.assistant_id = get("assistant_id", UNSET)
        self.run_id = get("run_id", UNSET)
        self.attachments = _Message_attachments(get("attachments", UNSET))
        self.metadata = get("metadata", UNSET)
        return self


class MessageList(WireObject):
    object: Literal["list"]
    data: list[Message]
    first_id: None | str
    last_id: None | str
    has_more: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _MessageList_data(get("data", UNSET))
        self.first_id = get("first_id", UNSET)
        self.last_id = get("last_id", UNSET)
        self.has_more = get("has_more", UNSET)
        return self


class DeletedMessage(WireObject):
    id: str
    object: Literal["thread.message.deleted"]
    deleted: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(DeletedMessage), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.deleted = get("deleted", UNSET)
        return self


class TextContent(WireObject):
    type: TextType
    text: Text

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(TextContent), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.text = _TextContent_text(get("text", UNSET))
        return self


class Text(WireObject):
    value: str
    annotations: list[FileCitationAnnotation]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Text), value.get
        self._source, self._additional = value, None
        self.value = get("value", UNSET)
        self.annotations = _Text_annotations(get("annotations", UNSET))
        return self


class FileCitationAnnotation(WireObject):
    type: FileCitationType
    text: str
    """The marker in the message's text."""
    file_citation: FileCitation
    start_index: int
    """Where the marker begins"""
    end_index: int
    """Where the marker ends."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileCitationAnnotation), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.text = get("text", UNSET)
        self.file_citation = _FileCitationAnnotation_file_citation(get("file_citation", UNSET))
        self.start_index = get("start_index", UNSET)
        self.end_index = get("end_index", UNSET)
        return self


class FileCitation(WireObject):
    file_id: str
    page: int | Unset = UNSET
    """The page the quote stands on, counted from 1. Ours; other servers do not send it."""
    quote: str | Unset = UNSET
    """The words of the document that support the claim."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileCitation), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.page = get("page", UNSET)
        self.quote = get("quote", UNSET)
        return self


class Attachment(WireObject):
    file_id: str | Unset = UNSET
    tools: list[FileSearchTool] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Attachment), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.tools = _Attachment_tools(get("tools", UNSET))
        return self


class TextPart(WireObject):
    type: TextType
    text: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(TextPart), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.text = get("text", UNSET)
        return self


class CreateMessageRequest(WireObject):
    role: MessageRole
    content: list[TextPart] | str
    """The text, whole or in parts."""
    metadata: Metadata | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateMessageRequest), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = _CreateMessageRequest_content(get("content", UNSET))
        self.metadata = get("metadata", UNSET)
        return self


class ModifyMessageRequest(WireObject):
    metadata: Metadata | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModifyMessageRequest), value.get
        self._source, self._additional = value, None
        self.metadata = get("metadata", UNSET)
        return self


class Run(WireObject):
    id: str
    object: Literal["thread.run"]
    created_at: int
    """Unix seconds."""
    thread_id: str
    assistant_id: str
    status: RunStatus
    required_action: None
    """Null until function tools are served."""
    last_error: None | RunError
    expires_at: int | None
    """Unix seconds; null once the run has ended."""
    started_at: int | None
    cancelled_at: int | None
    failed_at: int | None
    completed_at: int | None
    incomplete_details: IncompleteDetails | None
    model: str
    instructions: str
    tools: list[FileSearchTool]
    metadata: Metadata
    """Up to 16 pairs of the caller's own; keys of 64 characters and values of 512 at most."""
    usage: None | RunUsage
    temperature: float | None
    top_p: float | None
    max_prompt_tokens: int | None
    max_completion_tokens: int | None
    truncation_strategy: TruncationStrategy
    tool_choice: str
    """Always `auto` for now."""
    parallel_tool_calls: bool
    response_format: None | str
    """Always `auto` for now."""
    reasoning_effort: None | ReasoningEffort | Unset = UNSET
    answered_by_model: str | Unset = UNSET
    """Ours: who answered, which need not be the `model` that was asked; `extractive` is the offline one.
    Absent until there is an answer."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Run), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created_at = get("created_at", UNSET)
        self.thread_id = get("thread_id", UNSET)
        self.assistant_id = get("assistant_id", UNSET)
        self.status = get("status", UNSET)
        self.required_action = get("required_action", UNSET)
        self.last_error = _Run_last_error(get("last_error", UNSET))
        self.expires_at = get("expires_at", UNSET)
        self.started_at = get("started_at", UNSET)
        self.cancelled_at = get("cancelled_at", UNSET)
        self.failed_at = get("failed_at", UNSET)
        self.completed_at = get("completed_at", UNSET)
        self.incomplete_details = _Run_incomplete_details(get("incomplete_details", UNSET))
        self.model = get("model", UNSET)
        self.instructions = get("instructions", UNSET)
        self.tools = _Run_tools(get("tools", UNSET))
        self.metadata = get("metadata", UNSET)
        self.usage = _Run_usage(get("usage", UNSET))
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.max_prompt_tokens = get("max_prompt_tokens", UNSET)
        self.max_completion_tokens = get("max_completion_tokens", UNSET)
        self.truncation_strategy = _Run_truncation_strategy(get("truncation_strategy", UNSET))
        self.tool_choice = get("tool_choice", UNSET)
        self.parallel_tool_calls = get("parallel_tool_calls", UNSET)
        self.response_format = get("response_format", UNSET)
        self.reasoning_effort = get("reasoning_effort", UNSET)
        self.answered_by_model = get("answered_by_model", UNSET)
        return self


class RunList(WireObject):
    object: Literal["list"]
    data: list[Run]
    first_id: None | str
    last_id: None | str
    has_more: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _RunList_data(get("data", UNSET))
        self.first_id = get("first_id", UNSET)
        self.last_id = get("last_id", UNSET)
        self.has_more = get("has_more", UNSET)
        return self


class RunError(WireObject):
    code: RunErrorCode
    message: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunError), value.get
        self._source, self._additional = value, None
        self.code = get("code", UNSET)
        self.message = get("message", UNSET)
        return self


class IncompleteDetails(WireObject):
    reason: IncompleteReason | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(IncompleteDetails), value.get
        self._source, self._additional = value, None
        self.reason = get("reason", UNSET)
        return self


class RunUsage(WireObject):
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunUsage), value.get
        self._source, self._additional = value, None
        self.prompt_tokens = get("prompt_tokens", UNSET)
        self.completion_tokens = get("completion_tokens", UNSET)
        self.total_tokens = get("total_tokens", UNSET)
        return self


class TruncationStrategy(WireObject):
    type: TruncationType
    last_messages: int | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(TruncationStrategy), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.last_messages = get("last_messages", UNSET)
        return self


class CreateRunRequest(WireObject):
    assistant_id: str
    model: None | str | Unset = UNSET
    """The assistant's unless given."""
    instructions: None | str | Unset = UNSET
    """The assistant's unless given."""
    additional_instructions: None | str | Unset = UNSET
    """Added behind the instructions."""
    additional_messages: list[CreateMessageRequest] | None | Unset = UNSET
    tools: list[FileSearchTool] | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    top_p: float | None | Unset = UNSET
    max_completion_tokens: int | None | Unset = UNSET
    stream: bool | None | Unset = UNSET
    """Refused when true"""
    reasoning_effort: None | ReasoningEffort | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateRunRequest), value.get
        self._source, self._additional = value, None
        self.assistant_id = get("assistant_id", UNSET)
        self.model = get("model", UNSET)
        self.instructions = get("instructions", UNSET)
        self.additional_instructions = get("additional_instructions", UNSET)
        self.additional_messages = _CreateRunRequest_additional_messages(get("additional_messages", UNSET))
        self.tools = _CreateRunRequest_tools(get("tools", UNSET))
        self.metadata = get("metadata", UNSET)
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.max_completion_tokens = get("max_completion_tokens", UNSET)
        self.stream = get("stream", UNSET)
        self.reasoning_effort = get("reasoning_effort", UNSET)
        return self


class CreateThreadAndRunRequest(WireObject):
    assistant_id: str
    thread: CreateThreadRequest | Unset = UNSET
    model: None | str | Unset = UNSET
    """The assistant's unless given."""
    instructions: None | str | Unset = UNSET
    """The assistant's unless given."""
    tools: list[FileSearchTool] | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    top_p: float | None | Unset = UNSET
    max_completion_tokens: int | None | Unset = UNSET
    stream: bool | None | Unset = UNSET
    """Refused when true"""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateThreadAndRunRequest), value.get
        self._source, self._additional = value, None
        self.assistant_id = get("assistant_id", UNSET)
        self.thread = _CreateThreadAndRunRequest_thread(get("thread", UNSET))
        self.model = get("model", UNSET)
        self.instructions = get("instructions", UNSET)
        self.tools = _CreateThreadAndRunRequest_tools(get("tools", UNSET))
        self.metadata = get("metadata", UNSET)
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.max_completion_tokens = get("max_completion_tokens", UNSET)
        self.stream = get("stream", UNSET)
        return self


class RunStep(WireObject):
    id: str
    object: Literal["thread.run.step"]
    created_at: int
    """Unix seconds."""
    assistant_id: str
    thread_id: str
    run_id: str
    type: RunStepType
    status: RunStepStatus
    step_details: MessageCreationDetails | ToolCallsDetails
    last_error: None | RunError
    expires_at: int | None
    expired_at: int | None
    cancelled_at: int | None
    failed_at: int | None
    completed_at: int | None
    metadata: Metadata | None
    usage: None | RunUsage

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunStep), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created_at = get("created_at", UNSET)
        self.assistant_id = get("assistant_id", UNSET)
        self.thread_id = get("thread_id", UNSET)
        self.run_id = get("run_id", UNSET)
        self.type = get("type", UNSET)
        self.status = get("status", UNSET)
        self.step_details = _RunStep_step_details(get("step_details", UNSET))
        self.last_error = _RunStep_last_error(get("last_error", UNSET))
        self.expires_at = get("expires_at", UNSET)
        self.expired_at = get("expired_at", UNSET)
        self.cancelled_at = get("cancelled_at", UNSET)
        self.failed_at = get("failed_at", UNSET)
        self.completed_at = get("completed_at", UNSET)
        self.metadata = get("metadata", UNSET)
        self.usage = _RunStep_usage(get("usage", UNSET))
        return self


class RunStepList(WireObject):
    object: Literal["list"]
    data: list[RunStep]
    first_id: None | str
    last_id: None | str
    has_more: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunStepList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _RunStepList_data(get("data", UNSET))
        self.first_id = get("first_id", UNSET)
        self.last_id = get("last_id", UNSET)
        self.has_more = get("has_more", UNSET)
        return self


class MessageCreationDetails(WireObject):
    type: Literal["message_creation"]
    message_creation: MessageCreation

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageCreationDetails), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.message_creation = _MessageCreationDetails_message_creation(get("message_creation", UNSET))
        return self


class MessageCreation(WireObject):
    message_id: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageCreation), value.get
        self._source, self._additional = value, None
        self.message_id = get("message_id", UNSET)
        return self


class ToolCallsDetails(WireObject):
    type: Literal["tool_calls"]
    tool_calls: list[FileSearchCall]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ToolCallsDetails), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.tool_calls = _ToolCallsDetails_tool_calls(get("tool_calls", UNSET))
        return self


class FileSearchCall(WireObject):
    id: str
    type: FileSearchToolType
    file_search: FileSearchCallDetails

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchCall), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.type = get("type", UNSET)
        self.file_search = _FileSearchCall_file_search(get("file_search", UNSET))
        return self


class FileSearchCallDetails(WireObject):
    ranking_options: FileSearchRankingOptions | Unset = UNSET
    results: list[FileSearchResult] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchCallDetails), value.get
        self._source, self._additional = value, None
        self.ranking_options = _FileSearchCallDetails_ranking_options(get("ranking_options", UNSET))
        self.results = _FileSearchCallDetails_results(get("results", UNSET))
        return self


class FileSearchResult(WireObject):
    file_id: str
    file_name: str
    score: float
    attributes: Attributes | Unset = UNSET
    """Up to 16 values of the caller's own on a stored file; keys of 64 characters at most."""
    page: int | Unset = UNSET
    """The page the text stands on, counted from 1. Ours; other servers do not send it."""
    content: list[FileSearchResultContent] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchResult), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.file_name = get("file_name", UNSET)
        self.score = get("score", UNSET)
        self.attributes = get("attributes", UNSET)
        self.page = get("page", UNSET)
        self.content = _FileSearchResult_content(get("content", UNSET))
        return self


class FileSearchResultContent(WireObject):
    type: TextType | Unset = UNSET
    text: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchResultContent), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.text = get("text", UNSET)
        return self


class File(WireObject):
    id: str
    object: Literal["file"]
    bytes: int
    created_at: int
    """Unix seconds."""
    filename: str
    purpose: FilePurpose
    status: FileStatus
    sha256: str | Unset = UNSET
    """The bytes' SHA-256 in hexadecimal. Ours; other servers do not send it."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(File), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.bytes = get("bytes", UNSET)
        self.created_at = get("created_at", UNSET)
        self.filename = get("filename", UNSET)
        self.purpose = get("purpose", UNSET)
        self.status = get("status", UNSET)
        self.sha256 = get("sha256", UNSET)
        return self


class FileList(WireObject):
    object: Literal["list"]
    data: list[File]
    first_id: None | str
    last_id: None | str
    has_more: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _FileList_data(get("data", UNSET))
        self.first_id = get("first_id", UNSET)
        self.last_id = get("last_id", UNSET)
        self.has_more = get("has_more", UNSET)
        return self


class DeletedFile(WireObject):
    id: str
    object: Literal["file"]
    deleted: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(DeletedFile), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.deleted = get("deleted", UNSET)
        return self


class UploadFileRequest(WireObject):
    file: FileInput
    purpose: UploadPurpose

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(UploadFileRequest), value.get
        self._source, self._additional = value, None
        self.file = get("file", UNSET)
        self.purpose = get("purpose", UNSET)
        return self


class VectorStore(WireObject):
    id: str
    object: Literal["vector_store"]
    created_at: int
    """Unix seconds."""
    name: None | str
    usage_bytes: int
    file_counts: FileCounts
    status: VectorStoreStatus
    last_active_at: int | None
    metadata: Metadata
    """Up to 16 pairs of the caller's own; keys of 64 characters and values of 512 at most."""
    description: None | str | Unset = UNSET
    expires_after: ExpiresAfter | None | Unset = UNSET
    expires_at: int | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(VectorStore), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created_at = get("created_at", UNSET)
        self.name = get("name", UNSET)
        self.usage_bytes = get("usage_bytes", UNSET)
        self.file_counts = _VectorStore_file_counts(get("file_counts", UNSET))
        self.status = get("status", UNSET)
        self.last_active_at = get("last_active_at", UNSET)
        self.metadata = get("metadata", UNSET)
        self.description = get("description", UNSET)
        self.expires_after = _VectorStore_expires_after(get("expires_after", UNSET))
        self.expires_at = get("expires_at", UNSET)
        return self


class VectorStoreList(WireObject):
    object: Literal["list"]
    data: list[VectorStore]
    first_id: None | str
    last_id: None | str
    has_more: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(VectorStoreList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _VectorStoreList_data(get("data", UNSET))
        self.first_id = get("first_id", UNSET)
        self.last_id = get("last_id", UNSET)
        self.has_more = get("has_more", UNSET)
        return self


class DeletedVectorStore(WireObject):
    id: str
    object: Literal["vector_store.deleted"]
    deleted: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(DeletedVectorStore), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.deleted = get("deleted", UNSET)
        return self


class FileCounts(WireObject):
    in_progress: int
    completed: int
    failed: int
    cancelled: int
    total: int

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileCounts), value.get
        self._source, self._additional = value, None
        self.in_progress = get("in_progress", UNSET)
        self.completed = get("completed", UNSET)
        self.failed = get("failed", UNSET)
        self.cancelled = get("cancelled", UNSET)
        self.total = get("total", UNSET)
        return self


class ExpiresAfter(WireObject):
    anchor: ExpiryAnchor
    days: int

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ExpiresAfter), value.get
        self._source, self._additional = value, None
        self.anchor = get("anchor", UNSET)
        self.days = get("days", UNSET)
        return self


class CreateVectorStoreRequest(WireObject):
    name: None | str | Unset = UNSET
    description: None | str | Unset = UNSET
    file_ids: list[str] | Unset = UNSET
    chunking_strategy: AutoChunkingStrategy | StaticChunkingStrategyRequest | Unset = UNSET
    expires_after: ExpiresAfter | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateVectorStoreRequest), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.description = get("description", UNSET)
        self.file_ids = get("file_ids", UNSET)
        self.chunking_strategy = _CreateVectorStoreRequest_chunking_strategy(get("chunking_strategy", UNSET))
        self.expires_after = _CreateVectorStoreRequest_expires_after(get("expires_after", UNSET))
        self.metadata = get("metadata", UNSET)
        return self


class ModifyVectorStoreRequest(WireObject):
    name: None | str | Unset = UNSET
    expires_after: ExpiresAfter | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModifyVectorStoreRequest), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.expires_after = _ModifyVectorStoreRequest_expires_after(get("expires_after", UNSET))
        self.metadata = get("metadata", UNSET)
        return self


class AutoChunkingStrategy(WireObject):
    type: Literal["auto"]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AutoChunkingStrategy), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        return self


class StaticChunkingStrategyRequest(WireObject):
    type: Literal["static"]
    static: ChunkSizesRequest

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(StaticChunkingStrategyRequest), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.static = _StaticChunkingStrategyRequest_static(get("static", UNSET))
        return self


class ChunkSizesRequest(WireObject):
    max_chunk_size_tokens: int
    chunk_overlap_tokens: int
    """At most half of the chunk size."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChunkSizesRequest), value.get
        self._source, self._additional = value, None
        self.max_chunk_size_tokens = get("max_chunk_size_tokens", UNSET)
        self.chunk_overlap_tokens = get("chunk_overlap_tokens", UNSET)
        return self


class StaticChunkingStrategy(WireObject):
    type: Literal["static"]
    static: ChunkSizes

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(StaticChunkingStrategy), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.static = _StaticChunkingStrategy_static(get("static", UNSET))
        return self


class ChunkSizes(WireObject):
    max_chunk_size_tokens: int
    chunk_overlap_tokens: int

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChunkSizes), value.get
        self._source, self._additional = value, None
        self.max_chunk_size_tokens = get("max_chunk_size_tokens", UNSET)
        self.chunk_overlap_tokens = get("chunk_overlap_tokens", UNSET)
        return self


class OtherChunkingStrategy(WireObject):
    type: Literal["other"]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(OtherChunkingStrategy), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        return self


class VectorStoreFile(WireObject):
    id: str
    object: Literal["vector_store.file"]
    usage_bytes: int
    created_at: int
    """Unix seconds."""
    vector_store_id: str
    status: VectorStoreFileStatus
    last_error: None | VectorStoreFileError
    chunking_strategy: OtherChunkingStrategy | StaticChunkingStrategy | Unset = UNSET
    attributes: Attributes | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(VectorStoreFile), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.usage_bytes = get("usage_bytes", UNSET)
        self.created_at = get("created_at", UNSET)
        self.vector_store_id = get("vector_store_id", UNSET)
        self.status = get("status", UNSET)
        self.last_error = _VectorStoreFile_last_error(get("last_error", UNSET))
        self.chunking_strategy = _VectorStoreFile_chunking_strategy(get("chunking_strategy", UNSET))
        self.attributes = get("attributes", UNSET)
        return self


class VectorStoreFileError(WireObject):
    code: VectorStoreFileErrorCode
    message: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(VectorStoreFileError), value.get
        self._source, self._additional = value, None
        self.code = get("code", UNSET)
        self.message = get("message", UNSET)
        return self


class VectorStoreFileList(WireObject):
    object: Literal["list"]
    data: list[VectorStoreFile]
    first_id: None | str
    last_id: None | str
    has_more: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(VectorStoreFileList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _VectorStoreFileList_data(get("data", UNSET))
        self.first_id = get("first_id", UNSET)
        self.last_id = get("last_id", UNSET)
        self.has_more = get("has_more", UNSET)
        return self


class DeletedVectorStoreFile(WireObject):
    id: str
    object: Literal["vector_store.file.deleted"]
    deleted: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(DeletedVectorStoreFile), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.deleted = get("deleted", UNSET)
        return self


class CreateVectorStoreFileRequest(WireObject):
    file_id: str
    chunking_strategy: AutoChunkingStrategy | StaticChunkingStrategyRequest | Unset = UNSET
    attributes: Attributes | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateVectorStoreFileRequest), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.chunking_strategy = _CreateVectorStoreFileRequest_chunking_strategy(
            get("chunking_strategy", UNSET)
        )
        self.attributes = get("attributes", UNSET)
        return self


class VectorStoreFileBatch(WireObject):
    id: str
    object: Literal["vector_store.file_batch"]
    created_at: int
    """Unix seconds."""
    vector_store_id: str
    status: VectorStoreFileStatus
    file_counts: FileCounts

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(VectorStoreFileBatch), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created_at = get("created_at", UNSET)
        self.vector_store_id = get("vector_store_id", UNSET)
        self.status = get("status", UNSET)
        self.file_counts = _VectorStoreFileBatch_file_counts(get("file_counts", UNSET))
        return self


class CreateVectorStoreFileBatchRequest(WireObject):
    file_ids: list[str]
    chunking_strategy: AutoChunkingStrategy | StaticChunkingStrategyRequest | Unset = UNSET
    attributes: Attributes | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateVectorStoreFileBatchRequest), value.get
        self._source, self._additional = value, None
        self.file_ids = get("file_ids", UNSET)
        self.chunking_strategy = _CreateVectorStoreFileBatchRequest_chunking_strategy(
            get("chunking_strategy", UNSET)
        )
        self.attributes = get("attributes", UNSET)
        return self


class SystemChatMessage(WireObject):
    role: Literal["system"]
    content: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(SystemChatMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = get("content", UNSET)
        return self


class UserChatMessage(WireObject):
    role: Literal["user"]
    content: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(UserChatMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = get("content", UNSET)
        return self


class AssistantChatMessage(WireObject):
    role: Literal["assistant"]
    content: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AssistantChatMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = get("content", UNSET)
        return self


class CreateCompletionRequest(WireObject):
    model: str
    messages: list[AssistantChatMessage | SystemChatMessage | UserChatMessage]
    temperature: float | None | Unset = UNSET
    top_p: float | None | Unset = UNSET
    max_completion_tokens: int | None | Unset = UNSET
    reasoning_effort: None | ReasoningEffort | Unset = UNSET
    stream: bool | None | Unset = UNSET
    """Refused when true"""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateCompletionRequest), value.get
        self._source, self._additional = value, None
        self.model = get("model", UNSET)
        self.messages = _CreateCompletionRequest_messages(get("messages", UNSET))
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.max_completion_tokens = get("max_completion_tokens", UNSET)
        self.reasoning_effort = get("reasoning_effort", UNSET)
        self.stream = get("stream", UNSET)
        return self


class Completion(WireObject):
    id: str
    object: Literal["chat.completion"]
    created: int
    """Unix seconds."""
    model: str
    choices: list[CompletionChoice]
    usage: CompletionUsage | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Completion), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created = get("created", UNSET)
        self.model = get("model", UNSET)
        self.choices = _Completion_choices(get("choices", UNSET))
        self.usage = _Completion_usage(get("usage", UNSET))
        return self


class CompletionChoice(WireObject):
    index: int
    message: CompletionMessage
    finish_reason: FinishReason

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionChoice), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.message = _CompletionChoice_message(get("message", UNSET))
        self.finish_reason = get("finish_reason", UNSET)
        return self


class CompletionMessage(WireObject):
    role: Literal["assistant"]
    content: None | str
    refusal: None | str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = get("content", UNSET)
        self.refusal = get("refusal", UNSET)
        return self


class CompletionUsage(WireObject):
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionUsage), value.get
        self._source, self._additional = value, None
        self.prompt_tokens = get("prompt_tokens", UNSET)
        self.completion_tokens = get("completion_tokens", UNSET)
        self.total_tokens = get("total_tokens", UNSET)
        return self


# How properties that hold objects are read; down here because all models must exist.
_ErrorAnswer_error = ErrorDetail._read
_FileSearchTool_file_search = FileSearchOptions._read
_FileSearchOptions_ranking_options = FileSearchRankingOptions._read
_ToolResources_file_search = FileSearchResources._read
_CreateToolResources_file_search = CreateFileSearchResources._read
_Assistant_tools = many(FileSearchTool._read)
_Assistant_tool_resources = ToolResources._read
_AssistantList_data = many(Assistant._read)
_CreateAssistantRequest_tools = many(FileSearchTool._read)
_CreateAssistantRequest_tool_resources = CreateToolResources._read
_ModifyAssistantRequest_tools = many(FileSearchTool._read)
_ModifyAssistantRequest_tool_resources = CreateToolResources._read
_Thread_tool_resources = ToolResources._read
_CreateThreadRequest_messages = many(CreateMessageRequest._read)
_CreateThreadRequest_tool_resources = CreateToolResources._read
_ModifyThreadRequest_tool_resources = CreateToolResources._read
_Message_content = many(TextContent._read)
_Message_attachments = many(Attachment._read)
_MessageList_data = many(Message._read)
_TextContent_text = Text._read
_Text_annotations = many(FileCitationAnnotation._read)
_FileCitationAnnotation_file_citation = FileCitation._read
_Attachment_tools = many(FileSearchTool._read)
_CreateMessageRequest_content = many(TextPart._read)
_Run_last_error = RunError._read
_Run_incomplete_details = IncompleteDetails._read
_Run_tools = many(FileSearchTool._read)
_Run_usage = RunUsage._read
_Run_truncation_strategy = TruncationStrategy._read
_RunList_data = many(Run._read)
_CreateRunRequest_additional_messages = many(CreateMessageRequest._read)
_CreateRunRequest_tools = many(FileSearchTool._read)
_CreateThreadAndRunRequest_thread = CreateThreadRequest._read
_CreateThreadAndRunRequest_tools = many(FileSearchTool._read)
_RunStep_step_details = variant(
    "type", {"message_creation": MessageCreationDetails, "tool_calls": ToolCallsDetails}
)
_RunStep_last_error = RunError._read
_RunStep_usage = RunUsage._read
_RunStepList_data = many(RunStep._read)
_MessageCreationDetails_message_creation = MessageCreation._read
_ToolCallsDetails_tool_calls = many(FileSearchCall._read)
_FileSearchCall_file_search = FileSearchCallDetails._read
_FileSearchCallDetails_ranking_options = FileSearchRankingOptions._read
_FileSearchCallDetails_results = many(FileSearchResult._read)
_FileSearchResult_content = many(FileSearchResultContent._read)
_FileList_data = many(File._read)
_VectorStore_file_counts = FileCounts._read
_VectorStore_expires_after = ExpiresAfter._read
_VectorStoreList_data = many(VectorStore._read)
_CreateVectorStoreRequest_chunking_strategy = variant(
    "type", {"auto": AutoChunkingStrategy, "static": StaticChunkingStrategyRequest}
)
_CreateVectorStoreRequest_expires_after = ExpiresAfter._read
_ModifyVectorStoreRequest_expires_after = ExpiresAfter._read
_StaticChunkingStrategyRequest_static = ChunkSizesRequest._read
_StaticChunkingStrategy_static = ChunkSizes._read
_VectorStoreFile_last_error = VectorStoreFileError._read
_VectorStoreFile_chunking_strategy = variant(
    "type", {"static": StaticChunkingStrategy, "other": OtherChunkingStrategy}
)
_VectorStoreFileList_data = many(VectorStoreFile._read)
_CreateVectorStoreFileRequest_chunking_strategy = variant(
    "type", {"auto": AutoChunkingStrategy, "static": StaticChunkingStrategyRequest}
)
_VectorStoreFileBatch_file_counts = FileCounts._read
_CreateVectorStoreFileBatchRequest_chunking_strategy = variant(
    "type", {"auto": AutoChunkingStrategy, "static": StaticChunkingStrategyRequest}
)
_CreateCompletionRequest_messages = many(
    variant("role", {"system": SystemChatMessage, "user": UserChatMessage, "assistant": AssistantChatMessage})
)
_Completion_choices = many(CompletionChoice._read)
_Completion_usage = CompletionUsage._read
_CompletionChoice_message = CompletionMessage._read
