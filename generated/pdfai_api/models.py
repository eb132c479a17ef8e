"""The objects of the contract."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from .types import UNSET, FileInput, Unknown, Unset, WireObject, many, new, variant

__all__ = [
    "AddUploadPartRequest",
    "AllowedTools",
    "AllowedToolsChoice",
    "AllowedToolsMode",
    "Annotation",
    "AnnotationDelta",
    "AnswerSchema",
    "ApproximateLocation",
    "Assistant",
    "AssistantChatMessage",
    "AssistantChatPart",
    "AssistantList",
    "AssistantStreamEvent",
    "Attachment",
    "AttachmentFileSearchTool",
    "AttachmentTool",
    "Attributes",
    "AttributeValue",
    "AudioFormat",
    "AudioOptions",
    "AudioReference",
    "AutoChunkingStrategy",
    "ChatAudioPart",
    "ChatCustomCall",
    "ChatFile",
    "ChatFilePart",
    "ChatFunctionCall",
    "ChatImagePart",
    "ChatMessage",
    "ChatPart",
    "ChatRefusalPart",
    "ChatRole",
    "ChatText",
    "ChatTextPart",
    "ChatToolCall",
    "ChatToolCallDelta",
    "ChunkChoice",
    "ChunkingStrategy",
    "ChunkingStrategyRequest",
    "ChunkSizes",
    "ChunkSizesRequest",
    "CodeImage",
    "CodeImageChange",
    "CodeImageDelta",
    "CodeImageOutput",
    "CodeInterpreterCall",
    "CodeInterpreterCallDelta",
    "CodeInterpreterCallDetails",
    "CodeInterpreterChange",
    "CodeInterpreterResources",
    "CodeInterpreterTool",
    "CodeLogsDelta",
    "CodeLogsOutput",
    "CodeOutput",
    "CodeOutputDelta",
    "Comparison",
    "ComparisonFilter",
    "ComparisonItem",
    "CompleteUploadRequest",
    "Completion",
    "CompletionAudio",
    "CompletionChoice",
    "CompletionChunk",
    "CompletionDelta",
    "CompletionMessage",
    "CompletionResponseFormat",
    "CompletionTokensDetails",
    "CompletionTool",
    "CompletionToolChoice",
    "CompletionUsage",
    "CompoundFilter",
    "CreateAssistantRequest",
    "CreateAttachment",
    "CreateCompletionRequest",
    "CreateEmbeddingRequest",
    "CreateFileSearchResources",
    "CreateMessageRequest",
    "CreateRunRequest",
    "CreateThreadAndRunRequest",
    "CreateThreadRequest",
    "CreateToolResources",
    "CreateUploadRequest",
    "CreateVectorStoreFileBatchRequest",
    "CreateVectorStoreFileRequest",
    "CreateVectorStoreRequest",
    "CreationAnchor",
    "CustomInput",
    "CustomTool",
    "CustomToolChoice",
    "CustomToolDefinition",
    "CustomToolFormat",
    "CustomVoice",
    "DeletedAssistant",
    "DeletedFile",
    "DeletedMessage",
    "DeletedThread",
    "DeletedVectorStore",
    "DeletedVectorStoreFile",
    "DeveloperChatMessage",
    "DoneEvent",
    "DoneEventName",
    "DoneMarker",
    "Embedding",
    "EmbeddingEncoding",
    "EmbeddingList",
    "EmbeddingUsage",
    "ErrorAnswer",
    "ErrorDetail",
    "ErrorEvent",
    "ErrorEventName",
    "ExpiresAfter",
    "ExpiresAfterCreation",
    "ExpiryAnchor",
    "File",
    "FileCitation",
    "FileCitationAnnotation",
    "FileCitationAnnotationDelta",
    "FileCitationChange",
    "FileCitationType",
    "FileCounts",
    "FileList",
    "FilePath",
    "FilePathAnnotation",
    "FilePathAnnotationDelta",
    "FilePathChange",
    "FilePathType",
    "FilePurpose",
    "FileSearchCall",
    "FileSearchCallDelta",
    "FileSearchCallDetails",
    "FileSearchCallRankingOptions",
    "FileSearchOptions",
    "FileSearchRanker",
    "FileSearchRankingOptions",
    "FileSearchResources",
    "FileSearchResult",
    "FileSearchResultContent",
    "FileSearchTool",
    "FileSearchToolType",
    "FileStatus",
    "Filter",
    "FinishReason",
    "FunctionArguments",
    "FunctionArgumentsDelta",
    "FunctionCall",
    "FunctionCallChange",
    "FunctionCallDelta",
    "FunctionCallDetails",
    "FunctionChatMessage",
    "FunctionDefinition",
    "FunctionName",
    "FunctionParameters",
    "FunctionTool",
    "FunctionToolChoice",
    "FunctionToolType",
    "Grammar",
    "GrammarSyntax",
    "GrammarToolFormat",
    "HybridSearch",
    "ImageDetail",
    "ImageFile",
    "ImageFileChange",
    "ImageFileContent",
    "ImageFileContentDelta",
    "ImageFileType",
    "ImageUrl",
    "ImageUrlChange",
    "ImageUrlContent",
    "ImageUrlContentDelta",
    "ImageUrlType",
    "IncompleteDetails",
    "IncompleteReason",
    "InputAudio",
    "InputAudioFormat",
    "JsonObjectResponseFormat",
    "JsonSchema",
    "JsonSchemaResponseFormat",
    "Junction",
    "LegacyFunction",
    "LegacyFunctionCall",
    "LegacyFunctionChoice",
    "LegacyFunctionChoiceMode",
    "LikelyToken",
    "ListOrder",
    "LogitBias",
    "LogProbabilities",
    "Message",
    "MessageChange",
    "MessageContent",
    "MessageContentDelta",
    "MessageCreation",
    "MessageCreationChange",
    "MessageCreationDelta",
    "MessageCreationDetails",
    "MessageDelta",
    "MessageDeltaEvent",
    "MessageDeltaEventName",
    "MessageEvent",
    "MessageEventName",
    "MessageIncompleteDetails",
    "MessageIncompleteReason",
    "MessageList",
    "MessagePart",
    "MessageRole",
    "MessageStatus",
    "Metadata",
    "Modality",
    "Model",
    "ModelList",
    "ModeratedInputType",
    "ModeratedInputTypes",
    "Moderation",
    "ModerationCategories",
    "ModerationError",
    "ModerationMode",
    "ModerationOptions",
    "ModerationOutcome",
    "ModerationPolicy",
    "ModerationResult",
    "ModerationResults",
    "ModerationScores",
    "ModerationSetting",
    "ModifyAssistantRequest",
    "ModifyCodeInterpreterResources",
    "ModifyFileSearchResources",
    "ModifyMessageRequest",
    "ModifyRunRequest",
    "ModifyThreadRequest",
    "ModifyToolResources",
    "ModifyVectorStoreFileRequest",
    "ModifyVectorStoreRequest",
    "NamedToolChoice",
    "OtherChunkingStrategy",
    "OwnedVectorStore",
    "PartsPurpose",
    "Prediction",
    "PromptCacheBreakpoint",
    "PromptCacheLifetime",
    "PromptCacheMode",
    "PromptCacheOptions",
    "PromptCacheRetention",
    "PromptTokenDetails",
    "PromptTokensDetails",
    "ReasoningEffort",
    "RefusalContent",
    "RefusalContentDelta",
    "RefusalType",
    "RequiredAction",
    "RequiredActionType",
    "RequiredFunctionCall",
    "ResponseFormat",
    "ResponseFormatMode",
    "Run",
    "RunCompletionTokensDetails",
    "RunError",
    "RunErrorCode",
    "RunEvent",
    "RunEventName",
    "RunList",
    "RunStatus",
    "RunStep",
    "RunStepChange",
    "RunStepDelta",
    "RunStepDeltaEvent",
    "RunStepDeltaEventName",
    "RunStepError",
    "RunStepErrorCode",
    "RunStepEvent",
    "RunStepEventName",
    "RunStepInclude",
    "RunStepList",
    "RunStepStatus",
    "RunStepType",
    "RunUsage",
    "SearchContextSize",
    "SearchRanker",
    "SearchRankingOptions",
    "SearchResult",
    "SearchResultContent",
    "SearchResults",
    "SearchVectorStoreRequest",
    "ServiceTier",
    "StaticChunkingStrategy",
    "StaticChunkingStrategyRequest",
    "StepDetails",
    "StepDetailsDelta",
    "StreamOptions",
    "SubmitToolOutputsRequest",
    "SystemChatMessage",
    "Text",
    "TextChange",
    "TextContent",
    "TextContentDelta",
    "TextPart",
    "TextResponseFormat",
    "TextToolFormat",
    "TextType",
    "Thread",
    "ThreadEvent",
    "ThreadEventName",
    "ThreadList",
    "TokenLogProbability",
    "Tool",
    "ToolCall",
    "ToolCallDelta",
    "ToolCallsDelta",
    "ToolCallsDetails",
    "ToolChatMessage",
    "ToolChoice",
    "ToolChoiceMode",
    "ToolDescription",
    "ToolName",
    "ToolOutput",
    "ToolOutputsWanted",
    "ToolResources",
    "ToolType",
    "TruncationStrategy",
    "TruncationType",
    "Unknown",
    "Upload",
    "UploadFileRequest",
    "UploadPart",
    "UploadPurpose",
    "UploadStatus",
    "UrlCitation",
    "UrlCitationAnnotation",
    "UserChatMessage",
    "UserLocation",
    "VectorStore",
    "VectorStoreFile",
    "VectorStoreFileBatch",
    "VectorStoreFileContent",
    "VectorStoreFileError",
    "VectorStoreFileErrorCode",
    "VectorStoreFileList",
    "VectorStoreFileStatus",
    "VectorStoreFileText",
    "VectorStoreList",
    "VectorStoreStatus",
    "Verbosity",
    "WebSearchOptions",
]

ListOrder: TypeAlias = Literal["asc", "desc"]
ReasoningEffort: TypeAlias = Literal["high", "low", "max", "medium", "minimal", "none", "xhigh"]
ImageDetail: TypeAlias = Literal["auto", "high", "low"]
"""How closely the model looks; more costs more."""
FileSearchToolType: TypeAlias = Literal["file_search"]
FileSearchRanker: TypeAlias = Literal["auto", "default_2024_08_21"]
FunctionToolType: TypeAlias = Literal["function"]
ToolType: TypeAlias = Literal["code_interpreter", "file_search", "function"]
ToolChoiceMode: TypeAlias = Literal["auto", "none", "required"]
"""No tool, what the model thinks right, or at least one."""
ResponseFormatMode: TypeAlias = Literal["auto"]
MessageRole: TypeAlias = Literal["assistant", "user"]
MessageStatus: TypeAlias = Literal["completed", "in_progress", "incomplete"]
MessageIncompleteReason: TypeAlias = Literal[
    "content_filter", "max_tokens", "run_cancelled", "run_expired", "run_failed"
]
TextType: TypeAlias = Literal["text"]
FileCitationType: TypeAlias = Literal["file_citation"]
FilePathType: TypeAlias = Literal["file_path"]
ImageFileType: TypeAlias = Literal["image_file"]
ImageUrlType: TypeAlias = Literal["image_url"]
RefusalType: TypeAlias = Literal["refusal"]
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
RequiredActionType: TypeAlias = Literal["submit_tool_outputs"]
RunErrorCode: TypeAlias = Literal["invalid_prompt", "rate_limit_exceeded", "server_error"]
IncompleteReason: TypeAlias = Literal["max_completion_tokens", "max_prompt_tokens"]
TruncationType: TypeAlias = Literal["auto", "last_messages"]
RunStepInclude: TypeAlias = Literal["step_details.tool_calls[*].file_search.results[*].content"]
RunStepType: TypeAlias = Literal["message_creation", "tool_calls"]
RunStepStatus: TypeAlias = Literal["cancelled", "completed", "expired", "failed", "in_progress"]
RunStepErrorCode: TypeAlias = Literal["rate_limit_exceeded", "server_error"]
ThreadEventName: TypeAlias = Literal["thread.created"]
RunEventName: TypeAlias = Literal[
    "thread.run.cancelled",
    "thread.run.cancelling",
    "thread.run.completed",
    "thread.run.created",
    "thread.run.expired",
    "thread.run.failed",
    "thread.run.in_progress",
    "thread.run.incomplete",
    "thread.run.queued",
    "thread.run.requires_action",
]
RunStepEventName: TypeAlias = Literal[
    "thread.run.step.cancelled",
    "thread.run.step.completed",
    "thread.run.step.created",
    "thread.run.step.expired",
    "thread.run.step.failed",
    "thread.run.step.in_progress",
]
RunStepDeltaEventName: TypeAlias = Literal["thread.run.step.delta"]
MessageEventName: TypeAlias = Literal[
    "thread.message.completed",
    "thread.message.created",
    "thread.message.in_progress",
    "thread.message.incomplete",
]
MessageDeltaEventName: TypeAlias = Literal["thread.message.delta"]
ErrorEventName: TypeAlias = Literal["error"]
DoneEventName: TypeAlias = Literal["done"]
DoneMarker: TypeAlias = Literal["[DONE]"]
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
CreationAnchor: TypeAlias = Literal["created_at"]
VectorStoreStatus: TypeAlias = Literal["completed", "expired", "in_progress"]
ExpiryAnchor: TypeAlias = Literal["last_active_at"]
SearchRanker: TypeAlias = Literal["auto", "default-2024-11-15", "none"]
Comparison: TypeAlias = Literal["eq", "gt", "gte", "in", "lt", "lte", "ne", "nin"]
Junction: TypeAlias = Literal["and", "or"]
VectorStoreFileStatus: TypeAlias = Literal["cancelled", "completed", "failed", "in_progress"]
VectorStoreFileErrorCode: TypeAlias = Literal["invalid_file", "server_error", "unsupported_file"]
PartsPurpose: TypeAlias = Literal["assistants", "batch", "fine-tune", "vision"]
UploadStatus: TypeAlias = Literal["cancelled", "completed", "expired", "pending"]
Verbosity: TypeAlias = Literal["high", "low", "medium"]
Modality: TypeAlias = Literal["audio", "text"]
ServiceTier: TypeAlias = Literal["auto", "default", "fast", "flex", "priority", "scale"]
PromptCacheRetention: TypeAlias = Literal["24h", "in_memory"]
PromptCacheLifetime: TypeAlias = Literal["30m"]
PromptCacheMode: TypeAlias = Literal["explicit", "implicit"]
AudioFormat: TypeAlias = Literal["aac", "flac", "mp3", "opus", "pcm16", "wav"]
SearchContextSize: TypeAlias = Literal["high", "low", "medium"]
ModerationMode: TypeAlias = Literal["block", "score"]
GrammarSyntax: TypeAlias = Literal["lark", "regex"]
AllowedToolsMode: TypeAlias = Literal["auto", "required"]
LegacyFunctionChoiceMode: TypeAlias = Literal["auto", "none"]
InputAudioFormat: TypeAlias = Literal["mp3", "wav"]
FinishReason: TypeAlias = Literal["content_filter", "function_call", "length", "stop", "tool_calls"]
ModeratedInputType: TypeAlias = Literal["image", "text"]
ChatRole: TypeAlias = Literal["assistant", "developer", "system", "tool", "user"]
EmbeddingEncoding: TypeAlias = Literal["base64", "float"]


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
    param: str | None
    """The parameter at fault."""
    code: str | None

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


class CodeInterpreterTool(WireObject):
    type: Literal["code_interpreter"]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeInterpreterTool), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
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
    ranker: FileSearchRanker | Unset = UNSET
    hybrid_search: HybridSearch | Unset = UNSET
    """How much words and meanings count where a search goes by both."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchRankingOptions), value.get
        self._source, self._additional = value, None
        self.score_threshold = get("score_threshold", UNSET)
        self.ranker = get("ranker", UNSET)
        self.hybrid_search = _FileSearchRankingOptions_hybrid_search(get("hybrid_search", UNSET))
        return self


class HybridSearch(WireObject):
    """How much words and meanings count where a search goes by both."""

    embedding_weight: float
    text_weight: float

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(HybridSearch), value.get
        self._source, self._additional = value, None
        self.embedding_weight = get("embedding_weight", UNSET)
        self.text_weight = get("text_weight", UNSET)
        return self


class FunctionTool(WireObject):
    type: FunctionToolType
    function: FunctionDefinition
    """A function the model may ask the caller to call."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionTool), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.function = _FunctionTool_function(get("function", UNSET))
        return self


class FunctionDefinition(WireObject):
    """A function the model may ask the caller to call."""

    name: str
    """Letters, digits, underscores and dashes; 64 at most."""
    description: str | Unset = UNSET
    """When and how the model is to use it."""
    parameters: FunctionParameters | Unset = UNSET
    """What the function takes, as a JSON schema; nothing unless given."""
    strict: bool | None | Unset = UNSET
    """Whether arguments must match the schema exactly. false unless given."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionDefinition), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.description = get("description", UNSET)
        self.parameters = get("parameters", UNSET)
        self.strict = get("strict", UNSET)
        return self


class NamedToolChoice(WireObject):
    type: ToolType
    function: FunctionName | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(NamedToolChoice), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.function = _NamedToolChoice_function(get("function", UNSET))
        return self


class FunctionName(WireObject):
    name: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionName), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        return self


class TextResponseFormat(WireObject):
    type: Literal["text"]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(TextResponseFormat), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        return self


class JsonObjectResponseFormat(WireObject):
    type: Literal["json_object"]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(JsonObjectResponseFormat), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        return self


class JsonSchemaResponseFormat(WireObject):
    type: Literal["json_schema"]
    json_schema: AnswerSchema
    """The JSON schema an answer has to match."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(JsonSchemaResponseFormat), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.json_schema = _JsonSchemaResponseFormat_json_schema(get("json_schema", UNSET))
        return self


class AnswerSchema(WireObject):
    """The JSON schema an answer has to match."""

    name: str
    """Letters, digits, underscores and dashes; 64 at most."""
    description: str | Unset = UNSET
    """What the answer is for."""
    schema: JsonSchema | Unset = UNSET
    strict: bool | None | Unset = UNSET
    """Whether the schema is enforced while the model writes. false unless given."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AnswerSchema), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.description = get("description", UNSET)
        self.schema = get("schema", UNSET)
        self.strict = get("strict", UNSET)
        return self


class ToolResources(WireObject):
    code_interpreter: CodeInterpreterResources | Unset = UNSET
    file_search: FileSearchResources | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ToolResources), value.get
        self._source, self._additional = value, None
        self.code_interpreter = _ToolResources_code_interpreter(get("code_interpreter", UNSET))
        self.file_search = _ToolResources_file_search(get("file_search", UNSET))
        return self


class CodeInterpreterResources(WireObject):
    file_ids: list[str] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeInterpreterResources), value.get
        self._source, self._additional = value, None
        self.file_ids = get("file_ids", UNSET)
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


class ModifyToolResources(WireObject):
    code_interpreter: ModifyCodeInterpreterResources | Unset = UNSET
    file_search: ModifyFileSearchResources | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModifyToolResources), value.get
        self._source, self._additional = value, None
        self.code_interpreter = _ModifyToolResources_code_interpreter(get("code_interpreter", UNSET))
        self.file_search = _ModifyToolResources_file_search(get("file_search", UNSET))
        return self


class ModifyCodeInterpreterResources(WireObject):
    file_ids: list[str] | Unset = UNSET
    """[] unless given."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModifyCodeInterpreterResources), value.get
        self._source, self._additional = value, None
        self.file_ids = get("file_ids", UNSET)
        return self


class ModifyFileSearchResources(WireObject):
    vector_store_ids: list[str] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModifyFileSearchResources), value.get
        self._source, self._additional = value, None
        self.vector_store_ids = get("vector_store_ids", UNSET)
        return self


class CreateToolResources(WireObject):
    code_interpreter: ModifyCodeInterpreterResources | Unset = UNSET
    file_search: CreateFileSearchResources | Unset = UNSET
    """A vector store that exists, or one to create along with what owns it; not both."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateToolResources), value.get
        self._source, self._additional = value, None
        self.code_interpreter = _CreateToolResources_code_interpreter(get("code_interpreter", UNSET))
        self.file_search = _CreateToolResources_file_search(get("file_search", UNSET))
        return self


class CreateFileSearchResources(WireObject):
    """A vector store that exists, or one to create along with what owns it; not both."""

    vector_store_ids: list[str] | Unset = UNSET
    vector_stores: list[OwnedVectorStore] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateFileSearchResources), value.get
        self._source, self._additional = value, None
        self.vector_store_ids = get("vector_store_ids", UNSET)
        self.vector_stores = _CreateFileSearchResources_vector_stores(get("vector_stores", UNSET))
        return self


class OwnedVectorStore(WireObject):
    """A vector store created with the assistant or thread that uses it."""

    file_ids: list[str] | Unset = UNSET
    chunking_strategy: ChunkingStrategyRequest | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(OwnedVectorStore), value.get
        self._source, self._additional = value, None
        self.file_ids = get("file_ids", UNSET)
        self.chunking_strategy = _OwnedVectorStore_chunking_strategy(get("chunking_strategy", UNSET))
        self.metadata = get("metadata", UNSET)
        return self


class Assistant(WireObject):
    id: str
    object: Literal["assistant"]
    created_at: int
    """Unix seconds."""
    name: str | None
    description: str | None
    model: str
    instructions: str | None
    tools: list[Tool]
    metadata: Metadata | None
    tool_resources: ToolResources | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    top_p: float | None | Unset = UNSET
    reasoning_effort: ReasoningEffort | None | Unset = UNSET
    response_format: ResponseFormat | None | Unset = UNSET

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
        self.response_format = _Assistant_response_format(get("response_format", UNSET))
        return self


class AssistantList(WireObject):
    object: Literal["list"]
    data: list[Assistant]
    first_id: str | None
    last_id: str | None
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
    name: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    instructions: str | None | Unset = UNSET
    tools: list[Tool] | Unset = UNSET
    """[] unless given."""
    tool_resources: CreateToolResources | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    """1 unless given."""
    top_p: float | None | Unset = UNSET
    """1 unless given."""
    reasoning_effort: ReasoningEffort | None | Unset = UNSET
    response_format: ResponseFormat | None | Unset = UNSET

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
        self.response_format = _CreateAssistantRequest_response_format(get("response_format", UNSET))
        return self


class ModifyAssistantRequest(WireObject):
    """What is not named stays as it is."""

    model: str | Unset = UNSET
    name: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    instructions: str | None | Unset = UNSET
    tools: list[Tool] | Unset = UNSET
    tool_resources: ModifyToolResources | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    top_p: float | None | Unset = UNSET
    reasoning_effort: ReasoningEffort | None | Unset = UNSET
    response_format: ResponseFormat | None | Unset = UNSET

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
        self.response_format = _ModifyAssistantRequest_response_format(get("response_format", UNSET))
        return self


class Thread(WireObject):
    id: str
    object: Literal["thread"]
    created_at: int
    """Unix seconds."""
    tool_resources: ToolResources | None
    metadata: Metadata | None

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


class ThreadList(WireObject):
    object: Literal["list"]
    data: list[Thread]
    first_id: str | None
    last_id: str | None
    has_more: bool

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ThreadList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _ThreadList_data(get("data", UNSET))
        self.first_id = get("first_id", UNSET)
        self.last_id = get("last_id", UNSET)
        self.has_more = get("has_more", UNSET)
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
    """What is not named stays as it is."""

    tool_resources: ModifyToolResources | None | Unset = UNSET
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
    content: list[MessageContent]
    assistant_id: str | None
    """Who wrote it; null for a user's message."""
    run_id: str | None
    """The run that wrote it; null for a user's message."""
    attachments: list[Attachment] | None
    metadata: Metadata | None
    status: MessageStatus | Unset = UNSET
    incomplete_details: MessageIncompleteDetails | None | Unset = UNSET
    completed_at: int | None | Unset = UNSET
    incomplete_at: int | None | Unset = UNSET

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
        self.status = get("status", UNSET)
        self.incomplete_details = _Message_incomplete_details(get("incomplete_details", UNSET))
        self.completed_at = get("completed_at", UNSET)
        self.incomplete_at = get("incomplete_at", UNSET)
        return self


class MessageIncompleteDetails(WireObject):
    reason: MessageIncompleteReason

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageIncompleteDetails), value.get
        self._source, self._additional = value, None
        self.reason = get("reason", UNSET)
        return self


class MessageList(WireObject):
    object: Literal["list"]
    data: list[Message]
    first_id: str | None
    last_id: str | None
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
    annotations: list[Annotation]

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
    """Where the marker begins, in characters."""
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
    rectangles: list[list[float]] | Unset = UNSET
    """Where the quote stands on its page, a rectangle for each line; none where the server cannot tell.
    Ours; other servers do not send it."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileCitation), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.page = get("page", UNSET)
        self.quote = get("quote", UNSET)
        self.rectangles = get("rectangles", UNSET)
        return self


class FilePathAnnotation(WireObject):
    """A link to a file that a tool wrote."""

    type: FilePathType
    text: str
    """The path in the message's text."""
    file_path: FilePath
    start_index: int
    """Where the path begins, in characters."""
    end_index: int
    """Where the path ends."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FilePathAnnotation), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.text = get("text", UNSET)
        self.file_path = _FilePathAnnotation_file_path(get("file_path", UNSET))
        self.start_index = get("start_index", UNSET)
        self.end_index = get("end_index", UNSET)
        return self


class FilePath(WireObject):
    file_id: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FilePath), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        return self


class ImageFileContent(WireObject):
    type: ImageFileType
    image_file: ImageFile

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ImageFileContent), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.image_file = _ImageFileContent_image_file(get("image_file", UNSET))
        return self


class ImageFile(WireObject):
    file_id: str
    """An image uploaded for the purpose `vision`."""
    detail: ImageDetail | Unset = UNSET
    """How closely the model looks; more costs more. "auto" unless given."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ImageFile), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.detail = get("detail", UNSET)
        return self


class ImageUrlContent(WireObject):
    type: ImageUrlType
    image_url: ImageUrl

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ImageUrlContent), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.image_url = _ImageUrlContent_image_url(get("image_url", UNSET))
        return self


class ImageUrl(WireObject):
    url: str
    """Where the image is, or the image itself as a data URL."""
    detail: ImageDetail | Unset = UNSET
    """How closely the model looks; more costs more. "auto" unless given."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ImageUrl), value.get
        self._source, self._additional = value, None
        self.url = get("url", UNSET)
        self.detail = get("detail", UNSET)
        return self


class RefusalContent(WireObject):
    type: RefusalType
    refusal: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RefusalContent), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.refusal = get("refusal", UNSET)
        return self


class Attachment(WireObject):
    file_id: str | Unset = UNSET
    tools: list[AttachmentTool] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Attachment), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.tools = _Attachment_tools(get("tools", UNSET))
        return self


class AttachmentFileSearchTool(WireObject):
    type: FileSearchToolType

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AttachmentFileSearchTool), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        return self


class CreateAttachment(WireObject):
    file_id: str
    tools: list[AttachmentTool]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateAttachment), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.tools = _CreateAttachment_tools(get("tools", UNSET))
        return self


class CreateMessageRequest(WireObject):
    role: MessageRole
    content: list[MessagePart] | str
    """The text, whole or in parts, with pictures between."""
    attachments: list[CreateAttachment] | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateMessageRequest), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = _CreateMessageRequest_content(get("content", UNSET))
        self.attachments = _CreateMessageRequest_attachments(get("attachments", UNSET))
        self.metadata = get("metadata", UNSET)
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
    required_action: RequiredAction | None
    """What the caller has to do before the run goes on."""
    last_error: RunError | None
    expires_at: int | None
    """Unix seconds; null once the run has ended."""
    started_at: int | None
    cancelled_at: int | None
    failed_at: int | None
    completed_at: int | None
    incomplete_details: IncompleteDetails | None
    model: str
    instructions: str
    tools: list[Tool]
    metadata: Metadata | None
    usage: RunUsage | None
    max_prompt_tokens: int | None
    max_completion_tokens: int | None
    truncation_strategy: TruncationStrategy | None
    tool_choice: ToolChoice | None
    parallel_tool_calls: bool
    response_format: ResponseFormat | None
    temperature: float | None | Unset = UNSET
    top_p: float | None | Unset = UNSET
    reasoning_effort: ReasoningEffort | None | Unset = UNSET
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
        self.required_action = _Run_required_action(get("required_action", UNSET))
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
        self.max_prompt_tokens = get("max_prompt_tokens", UNSET)
        self.max_completion_tokens = get("max_completion_tokens", UNSET)
        self.truncation_strategy = _Run_truncation_strategy(get("truncation_strategy", UNSET))
        self.tool_choice = _Run_tool_choice(get("tool_choice", UNSET))
        self.parallel_tool_calls = get("parallel_tool_calls", UNSET)
        self.response_format = _Run_response_format(get("response_format", UNSET))
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.reasoning_effort = get("reasoning_effort", UNSET)
        self.answered_by_model = get("answered_by_model", UNSET)
        return self


class RunList(WireObject):
    object: Literal["list"]
    data: list[Run]
    first_id: str | None
    last_id: str | None
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


class RequiredAction(WireObject):
    type: RequiredActionType
    submit_tool_outputs: ToolOutputsWanted

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RequiredAction), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.submit_tool_outputs = _RequiredAction_submit_tool_outputs(get("submit_tool_outputs", UNSET))
        return self


class ToolOutputsWanted(WireObject):
    tool_calls: list[RequiredFunctionCall]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ToolOutputsWanted), value.get
        self._source, self._additional = value, None
        self.tool_calls = _ToolOutputsWanted_tool_calls(get("tool_calls", UNSET))
        return self


class RequiredFunctionCall(WireObject):
    id: str
    type: FunctionToolType
    function: FunctionArguments

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RequiredFunctionCall), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.type = get("type", UNSET)
        self.function = _RequiredFunctionCall_function(get("function", UNSET))
        return self


class FunctionArguments(WireObject):
    name: str
    arguments: str
    """JSON the model wrote, which need not be valid."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionArguments), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.arguments = get("arguments", UNSET)
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
    prompt_token_details: PromptTokenDetails | Unset = UNSET
    completion_tokens_details: RunCompletionTokensDetails | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunUsage), value.get
        self._source, self._additional = value, None
        self.prompt_tokens = get("prompt_tokens", UNSET)
        self.completion_tokens = get("completion_tokens", UNSET)
        self.total_tokens = get("total_tokens", UNSET)
        self.prompt_token_details = _RunUsage_prompt_token_details(get("prompt_token_details", UNSET))
        self.completion_tokens_details = _RunUsage_completion_tokens_details(
            get("completion_tokens_details", UNSET)
        )
        return self


class PromptTokenDetails(WireObject):
    cached_tokens: int | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(PromptTokenDetails), value.get
        self._source, self._additional = value, None
        self.cached_tokens = get("cached_tokens", UNSET)
        return self


class RunCompletionTokensDetails(WireObject):
    reasoning_tokens: int | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunCompletionTokensDetails), value.get
        self._source, self._additional = value, None
        self.reasoning_tokens = get("reasoning_tokens", UNSET)
        return self


class TruncationStrategy(WireObject):
    """How much of a long thread the model sees."""

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
    model: str | None | Unset = UNSET
    """The assistant's unless given."""
    reasoning_effort: ReasoningEffort | None | Unset = UNSET
    instructions: str | None | Unset = UNSET
    """The assistant's unless given."""
    additional_instructions: str | None | Unset = UNSET
    """Added behind the instructions."""
    additional_messages: list[CreateMessageRequest] | None | Unset = UNSET
    """Added to the thread before the run begins."""
    tools: list[Tool] | None | Unset = UNSET
    """The assistant's unless given."""
    metadata: Metadata | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    """The assistant's unless given."""
    top_p: float | None | Unset = UNSET
    """The assistant's unless given."""
    stream: bool | None | Unset = UNSET
    """Whether events are the answer."""
    max_prompt_tokens: int | None | Unset = UNSET
    max_completion_tokens: int | None | Unset = UNSET
    truncation_strategy: TruncationStrategy | None | Unset = UNSET
    tool_choice: ToolChoice | None | Unset = UNSET
    parallel_tool_calls: bool | Unset = UNSET
    """Whether several functions may be asked for at once. true unless given."""
    response_format: ResponseFormat | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateRunRequest), value.get
        self._source, self._additional = value, None
        self.assistant_id = get("assistant_id", UNSET)
        self.model = get("model", UNSET)
        self.reasoning_effort = get("reasoning_effort", UNSET)
        self.instructions = get("instructions", UNSET)
        self.additional_instructions = get("additional_instructions", UNSET)
        self.additional_messages = _CreateRunRequest_additional_messages(get("additional_messages", UNSET))
        self.tools = _CreateRunRequest_tools(get("tools", UNSET))
        self.metadata = get("metadata", UNSET)
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.stream = get("stream", UNSET)
        self.max_prompt_tokens = get("max_prompt_tokens", UNSET)
        self.max_completion_tokens = get("max_completion_tokens", UNSET)
        self.truncation_strategy = _CreateRunRequest_truncation_strategy(get("truncation_strategy", UNSET))
        self.tool_choice = _CreateRunRequest_tool_choice(get("tool_choice", UNSET))
        self.parallel_tool_calls = get("parallel_tool_calls", UNSET)
        self.response_format = _CreateRunRequest_response_format(get("response_format", UNSET))
        return self


class CreateThreadAndRunRequest(WireObject):
    assistant_id: str
    thread: CreateThreadRequest | Unset = UNSET
    model: str | None | Unset = UNSET
    """The assistant's unless given."""
    instructions: str | None | Unset = UNSET
    """The assistant's unless given."""
    tools: list[Tool] | None | Unset = UNSET
    """The assistant's unless given."""
    tool_resources: ModifyToolResources | None | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    """The assistant's unless given."""
    top_p: float | None | Unset = UNSET
    """The assistant's unless given."""
    stream: bool | None | Unset = UNSET
    """Whether events are the answer."""
    max_prompt_tokens: int | None | Unset = UNSET
    max_completion_tokens: int | None | Unset = UNSET
    truncation_strategy: TruncationStrategy | None | Unset = UNSET
    tool_choice: ToolChoice | None | Unset = UNSET
    parallel_tool_calls: bool | Unset = UNSET
    """Whether several functions may be asked for at once. true unless given."""
    response_format: ResponseFormat | None | Unset = UNSET

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
        self.tool_resources = _CreateThreadAndRunRequest_tool_resources(get("tool_resources", UNSET))
        self.metadata = get("metadata", UNSET)
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.stream = get("stream", UNSET)
        self.max_prompt_tokens = get("max_prompt_tokens", UNSET)
        self.max_completion_tokens = get("max_completion_tokens", UNSET)
        self.truncation_strategy = _CreateThreadAndRunRequest_truncation_strategy(
            get("truncation_strategy", UNSET)
        )
        self.tool_choice = _CreateThreadAndRunRequest_tool_choice(get("tool_choice", UNSET))
        self.parallel_tool_calls = get("parallel_tool_calls", UNSET)
        self.response_format = _CreateThreadAndRunRequest_response_format(get("response_format", UNSET))
        return self


class ModifyRunRequest(WireObject):
    metadata: Metadata | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModifyRunRequest), value.get
        self._source, self._additional = value, None
        self.metadata = get("metadata", UNSET)
        return self


class SubmitToolOutputsRequest(WireObject):
    tool_outputs: list[ToolOutput]
    stream: bool | None | Unset = UNSET
    """Whether events are the answer."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(SubmitToolOutputsRequest), value.get
        self._source, self._additional = value, None
        self.tool_outputs = _SubmitToolOutputsRequest_tool_outputs(get("tool_outputs", UNSET))
        self.stream = get("stream", UNSET)
        return self


class ToolOutput(WireObject):
    tool_call_id: str | Unset = UNSET
    """The call it answers."""
    output: str | Unset = UNSET
    """What the function returned, as text."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ToolOutput), value.get
        self._source, self._additional = value, None
        self.tool_call_id = get("tool_call_id", UNSET)
        self.output = get("output", UNSET)
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
    step_details: StepDetails
    last_error: RunStepError | None
    expired_at: int | None
    cancelled_at: int | None
    failed_at: int | None
    completed_at: int | None
    metadata: Metadata | None
    usage: RunUsage | None
    expires_at: int | None | Unset = UNSET
    """Unix seconds; null once the step has ended."""

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
        self.expired_at = get("expired_at", UNSET)
        self.cancelled_at = get("cancelled_at", UNSET)
        self.failed_at = get("failed_at", UNSET)
        self.completed_at = get("completed_at", UNSET)
        self.metadata = get("metadata", UNSET)
        self.usage = _RunStep_usage(get("usage", UNSET))
        self.expires_at = get("expires_at", UNSET)
        return self


class RunStepError(WireObject):
    code: RunStepErrorCode
    message: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunStepError), value.get
        self._source, self._additional = value, None
        self.code = get("code", UNSET)
        self.message = get("message", UNSET)
        return self


class RunStepList(WireObject):
    object: Literal["list"]
    data: list[RunStep]
    first_id: str | None
    last_id: str | None
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
    tool_calls: list[ToolCall]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ToolCallsDetails), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.tool_calls = _ToolCallsDetails_tool_calls(get("tool_calls", UNSET))
        return self


class CodeInterpreterCall(WireObject):
    id: str
    type: Literal["code_interpreter"]
    code_interpreter: CodeInterpreterCallDetails

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeInterpreterCall), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.type = get("type", UNSET)
        self.code_interpreter = _CodeInterpreterCall_code_interpreter(get("code_interpreter", UNSET))
        return self


class CodeInterpreterCallDetails(WireObject):
    input: str
    """The code that ran."""
    outputs: list[CodeOutput]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeInterpreterCallDetails), value.get
        self._source, self._additional = value, None
        self.input = get("input", UNSET)
        self.outputs = _CodeInterpreterCallDetails_outputs(get("outputs", UNSET))
        return self


class CodeLogsOutput(WireObject):
    type: Literal["logs"]
    logs: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeLogsOutput), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.logs = get("logs", UNSET)
        return self


class CodeImageOutput(WireObject):
    type: Literal["image"]
    image: CodeImage

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeImageOutput), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.image = _CodeImageOutput_image(get("image", UNSET))
        return self


class CodeImage(WireObject):
    file_id: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeImage), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
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
    ranking_options: FileSearchCallRankingOptions | Unset = UNSET
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


class FileSearchCallRankingOptions(WireObject):
    ranker: FileSearchRanker
    score_threshold: float

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchCallRankingOptions), value.get
        self._source, self._additional = value, None
        self.ranker = get("ranker", UNSET)
        self.score_threshold = get("score_threshold", UNSET)
        return self


class FileSearchResult(WireObject):
    file_id: str
    file_name: str
    score: float
    attributes: Attributes | None | Unset = UNSET
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


class FunctionCall(WireObject):
    id: str
    type: FunctionToolType
    function: FunctionCallDetails

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionCall), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.type = get("type", UNSET)
        self.function = _FunctionCall_function(get("function", UNSET))
        return self


class FunctionCallDetails(WireObject):
    name: str
    arguments: str
    """JSON the model wrote, which need not be valid."""
    output: str | None
    """What was submitted; null until then."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionCallDetails), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.arguments = get("arguments", UNSET)
        self.output = get("output", UNSET)
        return self


class ThreadEvent(WireObject):
    event: ThreadEventName
    data: Thread
    enabled: bool | Unset = UNSET
    """Whether input audio is transcribed."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ThreadEvent), value.get
        self._source, self._additional = value, None
        self.event = get("event", UNSET)
        self.data = _ThreadEvent_data(get("data", UNSET))
        self.enabled = get("enabled", UNSET)
        return self


class RunEvent(WireObject):
    event: RunEventName
    data: Run

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunEvent), value.get
        self._source, self._additional = value, None
        self.event = get("event", UNSET)
        self.data = _RunEvent_data(get("data", UNSET))
        return self


class RunStepEvent(WireObject):
    event: RunStepEventName
    data: RunStep

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunStepEvent), value.get
        self._source, self._additional = value, None
        self.event = get("event", UNSET)
        self.data = _RunStepEvent_data(get("data", UNSET))
        return self


class RunStepDeltaEvent(WireObject):
    event: RunStepDeltaEventName
    data: RunStepDelta

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunStepDeltaEvent), value.get
        self._source, self._additional = value, None
        self.event = get("event", UNSET)
        self.data = _RunStepDeltaEvent_data(get("data", UNSET))
        return self


class MessageEvent(WireObject):
    event: MessageEventName
    data: Message

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageEvent), value.get
        self._source, self._additional = value, None
        self.event = get("event", UNSET)
        self.data = _MessageEvent_data(get("data", UNSET))
        return self


class MessageDeltaEvent(WireObject):
    event: MessageDeltaEventName
    data: MessageDelta

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageDeltaEvent), value.get
        self._source, self._additional = value, None
        self.event = get("event", UNSET)
        self.data = _MessageDeltaEvent_data(get("data", UNSET))
        return self


class ErrorEvent(WireObject):
    event: ErrorEventName
    data: ErrorDetail

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ErrorEvent), value.get
        self._source, self._additional = value, None
        self.event = get("event", UNSET)
        self.data = _ErrorEvent_data(get("data", UNSET))
        return self


class DoneEvent(WireObject):
    """The last of a stream that was not cut off."""

    event: DoneEventName
    data: DoneMarker

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(DoneEvent), value.get
        self._source, self._additional = value, None
        self.event = get("event", UNSET)
        self.data = get("data", UNSET)
        return self


class RunStepDelta(WireObject):
    id: str
    """The step that goes on."""
    object: Literal["thread.run.step.delta"]
    delta: RunStepChange

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunStepDelta), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.delta = _RunStepDelta_delta(get("delta", UNSET))
        return self


class RunStepChange(WireObject):
    step_details: StepDetailsDelta | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RunStepChange), value.get
        self._source, self._additional = value, None
        self.step_details = _RunStepChange_step_details(get("step_details", UNSET))
        return self


class MessageCreationDelta(WireObject):
    type: Literal["message_creation"]
    message_creation: MessageCreationChange | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageCreationDelta), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.message_creation = _MessageCreationDelta_message_creation(get("message_creation", UNSET))
        return self


class MessageCreationChange(WireObject):
    message_id: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageCreationChange), value.get
        self._source, self._additional = value, None
        self.message_id = get("message_id", UNSET)
        return self


class ToolCallsDelta(WireObject):
    type: Literal["tool_calls"]
    tool_calls: list[ToolCallDelta] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ToolCallsDelta), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.tool_calls = _ToolCallsDelta_tool_calls(get("tool_calls", UNSET))
        return self


class CodeInterpreterCallDelta(WireObject):
    index: int
    """Which of the step's calls goes on."""
    type: Literal["code_interpreter"]
    id: str | Unset = UNSET
    code_interpreter: CodeInterpreterChange | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeInterpreterCallDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.id = get("id", UNSET)
        self.code_interpreter = _CodeInterpreterCallDelta_code_interpreter(get("code_interpreter", UNSET))
        return self


class CodeInterpreterChange(WireObject):
    input: str | Unset = UNSET
    outputs: list[CodeOutputDelta] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeInterpreterChange), value.get
        self._source, self._additional = value, None
        self.input = get("input", UNSET)
        self.outputs = _CodeInterpreterChange_outputs(get("outputs", UNSET))
        return self


class CodeLogsDelta(WireObject):
    index: int
    type: Literal["logs"]
    logs: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeLogsDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.logs = get("logs", UNSET)
        return self


class CodeImageDelta(WireObject):
    index: int
    type: Literal["image"]
    image: CodeImageChange | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeImageDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.image = _CodeImageDelta_image(get("image", UNSET))
        return self


class CodeImageChange(WireObject):
    file_id: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CodeImageChange), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        return self


class FileSearchCallDelta(WireObject):
    index: int
    """Which of the step's calls goes on."""
    type: FileSearchToolType
    file_search: FileSearchCallDetails
    id: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileSearchCallDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.file_search = _FileSearchCallDelta_file_search(get("file_search", UNSET))
        self.id = get("id", UNSET)
        return self


class FunctionCallDelta(WireObject):
    index: int
    """Which of the step's calls goes on."""
    type: FunctionToolType
    id: str | Unset = UNSET
    function: FunctionCallChange | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionCallDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.id = get("id", UNSET)
        self.function = _FunctionCallDelta_function(get("function", UNSET))
        return self


class FunctionCallChange(WireObject):
    name: str | Unset = UNSET
    arguments: str | Unset = UNSET
    """More of the arguments' text."""
    output: str | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionCallChange), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.arguments = get("arguments", UNSET)
        self.output = get("output", UNSET)
        return self


class MessageDelta(WireObject):
    id: str
    """The message that goes on."""
    object: Literal["thread.message.delta"]
    delta: MessageChange

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageDelta), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.delta = _MessageDelta_delta(get("delta", UNSET))
        return self


class MessageChange(WireObject):
    role: MessageRole | Unset = UNSET
    content: list[MessageContentDelta] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(MessageChange), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = _MessageChange_content(get("content", UNSET))
        return self


class ImageFileContentDelta(WireObject):
    index: int
    """Which of the message's parts goes on."""
    type: ImageFileType
    image_file: ImageFileChange | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ImageFileContentDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.image_file = _ImageFileContentDelta_image_file(get("image_file", UNSET))
        return self


class ImageFileChange(WireObject):
    file_id: str | Unset = UNSET
    detail: ImageDetail | Unset = UNSET
    """How closely the model looks; more costs more."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ImageFileChange), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.detail = get("detail", UNSET)
        return self


class ImageUrlContentDelta(WireObject):
    index: int
    """Which of the message's parts goes on."""
    type: ImageUrlType
    image_url: ImageUrlChange | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ImageUrlContentDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.image_url = _ImageUrlContentDelta_image_url(get("image_url", UNSET))
        return self


class ImageUrlChange(WireObject):
    url: str | Unset = UNSET
    detail: ImageDetail | Unset = UNSET
    """How closely the model looks; more costs more."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ImageUrlChange), value.get
        self._source, self._additional = value, None
        self.url = get("url", UNSET)
        self.detail = get("detail", UNSET)
        return self


class TextContentDelta(WireObject):
    index: int
    """Which of the message's parts goes on."""
    type: TextType
    text: TextChange | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(TextContentDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.text = _TextContentDelta_text(get("text", UNSET))
        return self


class TextChange(WireObject):
    value: str | Unset = UNSET
    """More of the text."""
    annotations: list[AnnotationDelta] | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(TextChange), value.get
        self._source, self._additional = value, None
        self.value = get("value", UNSET)
        self.annotations = _TextChange_annotations(get("annotations", UNSET))
        return self


class FileCitationAnnotationDelta(WireObject):
    index: int
    type: FileCitationType
    text: str | Unset = UNSET
    file_citation: FileCitationChange | Unset = UNSET
    start_index: int | Unset = UNSET
    end_index: int | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileCitationAnnotationDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.text = get("text", UNSET)
        self.file_citation = _FileCitationAnnotationDelta_file_citation(get("file_citation", UNSET))
        self.start_index = get("start_index", UNSET)
        self.end_index = get("end_index", UNSET)
        return self


class FileCitationChange(WireObject):
    file_id: str | Unset = UNSET
    page: int | Unset = UNSET
    """The page the quote stands on, counted from 1. Ours; other servers do not send it."""
    quote: str | Unset = UNSET
    rectangles: list[list[float]] | Unset = UNSET
    """Where the quote stands on its page. Ours; other servers do not send it."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FileCitationChange), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.page = get("page", UNSET)
        self.quote = get("quote", UNSET)
        self.rectangles = get("rectangles", UNSET)
        return self


class FilePathAnnotationDelta(WireObject):
    index: int
    type: FilePathType
    text: str | Unset = UNSET
    file_path: FilePathChange | Unset = UNSET
    start_index: int | Unset = UNSET
    end_index: int | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FilePathAnnotationDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.text = get("text", UNSET)
        self.file_path = _FilePathAnnotationDelta_file_path(get("file_path", UNSET))
        self.start_index = get("start_index", UNSET)
        self.end_index = get("end_index", UNSET)
        return self


class FilePathChange(WireObject):
    file_id: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FilePathChange), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        return self


class RefusalContentDelta(WireObject):
    index: int
    """Which of the message's parts goes on."""
    type: RefusalType
    refusal: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(RefusalContentDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.type = get("type", UNSET)
        self.refusal = get("refusal", UNSET)
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
    expires_at: int | None | Unset = UNSET
    """Unix seconds; null or absent for a file that stays."""
    status_details: str | None | Unset = UNSET
    """Why a file could not be used."""
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
        self.expires_at = get("expires_at", UNSET)
        self.status_details = get("status_details", UNSET)
        self.sha256 = get("sha256", UNSET)
        return self


class FileList(WireObject):
    object: Literal["list"]
    data: list[File]
    first_id: str | None
    last_id: str | None
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
    expires_after: ExpiresAfterCreation | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(UploadFileRequest), value.get
        self._source, self._additional = value, None
        self.file = get("file", UNSET)
        self.purpose = get("purpose", UNSET)
        self.expires_after = _UploadFileRequest_expires_after(get("expires_after", UNSET))
        return self


class ExpiresAfterCreation(WireObject):
    anchor: CreationAnchor
    seconds: int
    """An hour to thirty days."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ExpiresAfterCreation), value.get
        self._source, self._additional = value, None
        self.anchor = get("anchor", UNSET)
        self.seconds = get("seconds", UNSET)
        return self


class VectorStore(WireObject):
    id: str
    object: Literal["vector_store"]
    created_at: int
    """Unix seconds."""
    name: str | None
    usage_bytes: int
    file_counts: FileCounts
    status: VectorStoreStatus
    last_active_at: int | None
    metadata: Metadata | None
    description: str | None | Unset = UNSET
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
    first_id: str | None
    last_id: str | None
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
    name: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    file_ids: list[str] | Unset = UNSET
    chunking_strategy: ChunkingStrategyRequest | Unset = UNSET
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
    """What is not named stays as it is."""

    name: str | None | Unset = UNSET
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


class SearchVectorStoreRequest(WireObject):
    query: list[str] | str
    """What is looked for, in one or several wordings."""
    rewrite_query: bool | Unset = UNSET
    """Whether the server may reword the query for searching. false unless given."""
    max_num_results: int | Unset = UNSET
    """10 unless given."""
    filters: Filter | Unset = UNSET
    """Which files are searched, by their attributes."""
    ranking_options: SearchRankingOptions | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(SearchVectorStoreRequest), value.get
        self._source, self._additional = value, None
        self.query = get("query", UNSET)
        self.rewrite_query = get("rewrite_query", UNSET)
        self.max_num_results = get("max_num_results", UNSET)
        self.filters = _SearchVectorStoreRequest_filters(get("filters", UNSET))
        self.ranking_options = _SearchVectorStoreRequest_ranking_options(get("ranking_options", UNSET))
        return self


class SearchRankingOptions(WireObject):
    ranker: SearchRanker | Unset = UNSET
    """"auto" unless given."""
    score_threshold: float | Unset = UNSET
    """Results below are left out. 0 unless given."""
    hybrid_search: HybridSearch | Unset = UNSET
    """How much words and meanings count where a search goes by both."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(SearchRankingOptions), value.get
        self._source, self._additional = value, None
        self.ranker = get("ranker", UNSET)
        self.score_threshold = get("score_threshold", UNSET)
        self.hybrid_search = _SearchRankingOptions_hybrid_search(get("hybrid_search", UNSET))
        return self


class ComparisonFilter(WireObject):
    type: Comparison
    key: str
    """The attribute's name."""
    value: bool | float | list[ComparisonItem] | str
    """What the attribute is compared with; a list for `in` and `nin`."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ComparisonFilter), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.key = get("key", UNSET)
        self.value = get("value", UNSET)
        return self


class CompoundFilter(WireObject):
    type: Junction
    filters: list[Filter]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompoundFilter), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.filters = _CompoundFilter_filters(get("filters", UNSET))
        return self


class SearchResults(WireObject):
    object: Literal["vector_store.search_results.page"]
    search_query: list[str]
    """What was searched for."""
    data: list[SearchResult]
    has_more: bool
    next_page: str | None

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(SearchResults), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.search_query = get("search_query", UNSET)
        self.data = _SearchResults_data(get("data", UNSET))
        self.has_more = get("has_more", UNSET)
        self.next_page = get("next_page", UNSET)
        return self


class SearchResult(WireObject):
    file_id: str
    filename: str
    score: float
    attributes: Attributes | None
    content: list[SearchResultContent]
    page: int | Unset = UNSET
    """The page the text stands on, counted from 1. Ours; other servers do not send it."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(SearchResult), value.get
        self._source, self._additional = value, None
        self.file_id = get("file_id", UNSET)
        self.filename = get("filename", UNSET)
        self.score = get("score", UNSET)
        self.attributes = get("attributes", UNSET)
        self.content = _SearchResult_content(get("content", UNSET))
        self.page = get("page", UNSET)
        return self


class SearchResultContent(WireObject):
    type: TextType
    text: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(SearchResultContent), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.text = get("text", UNSET)
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
    last_error: VectorStoreFileError | None
    chunking_strategy: ChunkingStrategy | Unset = UNSET
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
    first_id: str | None
    last_id: str | None
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
    chunking_strategy: ChunkingStrategyRequest | Unset = UNSET
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


class ModifyVectorStoreFileRequest(WireObject):
    attributes: Attributes | None

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModifyVectorStoreFileRequest), value.get
        self._source, self._additional = value, None
        self.attributes = get("attributes", UNSET)
        return self


class VectorStoreFileContent(WireObject):
    object: Literal["vector_store.file_content.page"]
    data: list[VectorStoreFileText]
    has_more: bool
    next_page: str | None

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(VectorStoreFileContent), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _VectorStoreFileContent_data(get("data", UNSET))
        self.has_more = get("has_more", UNSET)
        self.next_page = get("next_page", UNSET)
        return self


class VectorStoreFileText(WireObject):
    type: str | Unset = UNSET
    """Always `text`."""
    text: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(VectorStoreFileText), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.text = get("text", UNSET)
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
    """Either `file_ids`, to which the other properties apply, or `files`, each with its own."""

    file_ids: list[str] | Unset = UNSET
    files: list[CreateVectorStoreFileRequest] | Unset = UNSET
    chunking_strategy: ChunkingStrategyRequest | Unset = UNSET
    attributes: Attributes | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateVectorStoreFileBatchRequest), value.get
        self._source, self._additional = value, None
        self.file_ids = get("file_ids", UNSET)
        self.files = _CreateVectorStoreFileBatchRequest_files(get("files", UNSET))
        self.chunking_strategy = _CreateVectorStoreFileBatchRequest_chunking_strategy(
            get("chunking_strategy", UNSET)
        )
        self.attributes = get("attributes", UNSET)
        return self


class Upload(WireObject):
    id: str
    object: Literal["upload"]
    bytes: int
    """What the parts have to come to."""
    created_at: int
    """Unix seconds."""
    expires_at: int
    """Unix seconds; an hour after its creation."""
    filename: str
    purpose: str
    status: UploadStatus
    file: File | None | Unset = UNSET
    """What it became."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Upload), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.bytes = get("bytes", UNSET)
        self.created_at = get("created_at", UNSET)
        self.expires_at = get("expires_at", UNSET)
        self.filename = get("filename", UNSET)
        self.purpose = get("purpose", UNSET)
        self.status = get("status", UNSET)
        self.file = _Upload_file(get("file", UNSET))
        return self


class UploadPart(WireObject):
    id: str
    object: Literal["upload.part"]
    created_at: int
    """Unix seconds."""
    upload_id: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(UploadPart), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created_at = get("created_at", UNSET)
        self.upload_id = get("upload_id", UNSET)
        return self


class CreateUploadRequest(WireObject):
    filename: str
    purpose: PartsPurpose
    bytes: int
    """How many there will be; 8 GiB at most."""
    mime_type: str
    expires_after: ExpiresAfterCreation | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateUploadRequest), value.get
        self._source, self._additional = value, None
        self.filename = get("filename", UNSET)
        self.purpose = get("purpose", UNSET)
        self.bytes = get("bytes", UNSET)
        self.mime_type = get("mime_type", UNSET)
        self.expires_after = _CreateUploadRequest_expires_after(get("expires_after", UNSET))
        return self


class AddUploadPartRequest(WireObject):
    data: FileInput
    """64 MiB at most."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AddUploadPartRequest), value.get
        self._source, self._additional = value, None
        self.data = get("data", UNSET)
        return self


class CompleteUploadRequest(WireObject):
    part_ids: list[str]
    """The parts, in the order of the file."""
    md5: str | Unset = UNSET
    """The whole file's MD5 in hexadecimal, to be compared."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompleteUploadRequest), value.get
        self._source, self._additional = value, None
        self.part_ids = get("part_ids", UNSET)
        self.md5 = get("md5", UNSET)
        return self


class CreateCompletionRequest(WireObject):
    model: str
    messages: list[ChatMessage]
    metadata: Metadata | None | Unset = UNSET
    temperature: float | None | Unset = UNSET
    """1 unless given."""
    top_p: float | None | Unset = UNSET
    """1 unless given."""
    max_completion_tokens: int | None | Unset = UNSET
    max_tokens: int | None | Unset = UNSET
    """The older name of max_completion_tokens."""
    reasoning_effort: ReasoningEffort | None | Unset = UNSET
    verbosity: Verbosity | None | Unset = UNSET
    n: int | None | Unset = UNSET
    """How many answers. 1 unless given."""
    stop: list[str] | str | None | Unset = UNSET
    """Where the model stops writing."""
    frequency_penalty: float | None | Unset = UNSET
    """0 unless given."""
    presence_penalty: float | None | Unset = UNSET
    """0 unless given."""
    logit_bias: LogitBias | None | Unset = UNSET
    logprobs: bool | None | Unset = UNSET
    """false unless given."""
    top_logprobs: int | None | Unset = UNSET
    seed: int | None | Unset = UNSET
    response_format: CompletionResponseFormat | Unset = UNSET
    """What the model's text must be."""
    tools: list[CompletionTool] | Unset = UNSET
    tool_choice: CompletionToolChoice | Unset = UNSET
    """Which tool the model has to use."""
    parallel_tool_calls: bool | Unset = UNSET
    """Whether several functions may be asked for at once. true unless given."""
    functions: list[LegacyFunction] | Unset = UNSET
    """The older way of giving tools."""
    function_call: LegacyFunctionChoice | Unset = UNSET
    stream: bool | None | Unset = UNSET
    """Whether chunks are the answer. false unless given."""
    stream_options: StreamOptions | None | Unset = UNSET
    modalities: list[Modality] | None | Unset = UNSET
    audio: AudioOptions | None | Unset = UNSET
    prediction: Prediction | None | Unset = UNSET
    web_search_options: WebSearchOptions | Unset = UNSET
    moderation: ModerationOptions | None | Unset = UNSET
    service_tier: ServiceTier | None | Unset = UNSET
    store: bool | None | Unset = UNSET
    """Whether the service keeps the answer. false unless given."""
    user: str | Unset = UNSET
    """Whom the answer is for."""
    safety_identifier: str | None | Unset = UNSET
    prompt_cache_key: str | None | Unset = UNSET
    prompt_cache_retention: PromptCacheRetention | None | Unset = UNSET
    prompt_cache_options: PromptCacheOptions | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateCompletionRequest), value.get
        self._source, self._additional = value, None
        self.model = get("model", UNSET)
        self.messages = _CreateCompletionRequest_messages(get("messages", UNSET))
        self.metadata = get("metadata", UNSET)
        self.temperature = get("temperature", UNSET)
        self.top_p = get("top_p", UNSET)
        self.max_completion_tokens = get("max_completion_tokens", UNSET)
        self.max_tokens = get("max_tokens", UNSET)
        self.reasoning_effort = get("reasoning_effort", UNSET)
        self.verbosity = get("verbosity", UNSET)
        self.n = get("n", UNSET)
        self.stop = get("stop", UNSET)
        self.frequency_penalty = get("frequency_penalty", UNSET)
        self.presence_penalty = get("presence_penalty", UNSET)
        self.logit_bias = get("logit_bias", UNSET)
        self.logprobs = get("logprobs", UNSET)
        self.top_logprobs = get("top_logprobs", UNSET)
        self.seed = get("seed", UNSET)
        self.response_format = _CreateCompletionRequest_response_format(get("response_format", UNSET))
        self.tools = _CreateCompletionRequest_tools(get("tools", UNSET))
        self.tool_choice = _CreateCompletionRequest_tool_choice(get("tool_choice", UNSET))
        self.parallel_tool_calls = get("parallel_tool_calls", UNSET)
        self.functions = _CreateCompletionRequest_functions(get("functions", UNSET))
        self.function_call = _CreateCompletionRequest_function_call(get("function_call", UNSET))
        self.stream = get("stream", UNSET)
        self.stream_options = _CreateCompletionRequest_stream_options(get("stream_options", UNSET))
        self.modalities = get("modalities", UNSET)
        self.audio = _CreateCompletionRequest_audio(get("audio", UNSET))
        self.prediction = _CreateCompletionRequest_prediction(get("prediction", UNSET))
        self.web_search_options = _CreateCompletionRequest_web_search_options(
            get("web_search_options", UNSET)
        )
        self.moderation = _CreateCompletionRequest_moderation(get("moderation", UNSET))
        self.service_tier = get("service_tier", UNSET)
        self.store = get("store", UNSET)
        self.user = get("user", UNSET)
        self.safety_identifier = get("safety_identifier", UNSET)
        self.prompt_cache_key = get("prompt_cache_key", UNSET)
        self.prompt_cache_retention = get("prompt_cache_retention", UNSET)
        self.prompt_cache_options = _CreateCompletionRequest_prompt_cache_options(
            get("prompt_cache_options", UNSET)
        )
        return self


class PromptCacheOptions(WireObject):
    ttl: PromptCacheLifetime | Unset = UNSET
    mode: PromptCacheMode | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(PromptCacheOptions), value.get
        self._source, self._additional = value, None
        self.ttl = get("ttl", UNSET)
        self.mode = get("mode", UNSET)
        return self


class StreamOptions(WireObject):
    include_usage: bool | Unset = UNSET
    """Whether the last chunk tells the usage."""
    include_obfuscation: bool | Unset = UNSET
    """Whether chunks are padded to hide their length."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(StreamOptions), value.get
        self._source, self._additional = value, None
        self.include_usage = get("include_usage", UNSET)
        self.include_obfuscation = get("include_obfuscation", UNSET)
        return self


class AudioOptions(WireObject):
    voice: CustomVoice | str
    """A voice's name, or a voice of the caller's own."""
    format: AudioFormat

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AudioOptions), value.get
        self._source, self._additional = value, None
        self.voice = _AudioOptions_voice(get("voice", UNSET))
        self.format = get("format", UNSET)
        return self


class CustomVoice(WireObject):
    id: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CustomVoice), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        return self


class Prediction(WireObject):
    """What much of the answer will be, so that it comes faster."""

    type: Literal["content"]
    content: ChatText
    """A text, whole or in parts."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Prediction), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.content = _Prediction_content(get("content", UNSET))
        return self


class WebSearchOptions(WireObject):
    user_location: UserLocation | None | Unset = UNSET
    search_context_size: SearchContextSize | Unset = UNSET
    """"medium" unless given."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(WebSearchOptions), value.get
        self._source, self._additional = value, None
        self.user_location = _WebSearchOptions_user_location(get("user_location", UNSET))
        self.search_context_size = get("search_context_size", UNSET)
        return self


class UserLocation(WireObject):
    type: Literal["approximate"]
    approximate: ApproximateLocation

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(UserLocation), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.approximate = _UserLocation_approximate(get("approximate", UNSET))
        return self


class ApproximateLocation(WireObject):
    country: str | Unset = UNSET
    """Two letters."""
    region: str | Unset = UNSET
    city: str | Unset = UNSET
    timezone: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ApproximateLocation), value.get
        self._source, self._additional = value, None
        self.country = get("country", UNSET)
        self.region = get("region", UNSET)
        self.city = get("city", UNSET)
        self.timezone = get("timezone", UNSET)
        return self


class ModerationOptions(WireObject):
    model: str
    policy: ModerationPolicy | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModerationOptions), value.get
        self._source, self._additional = value, None
        self.model = get("model", UNSET)
        self.policy = _ModerationOptions_policy(get("policy", UNSET))
        return self


class ModerationPolicy(WireObject):
    input: ModerationSetting | None | Unset = UNSET
    output: ModerationSetting | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModerationPolicy), value.get
        self._source, self._additional = value, None
        self.input = _ModerationPolicy_input(get("input", UNSET))
        self.output = _ModerationPolicy_output(get("output", UNSET))
        return self


class ModerationSetting(WireObject):
    mode: ModerationMode

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModerationSetting), value.get
        self._source, self._additional = value, None
        self.mode = get("mode", UNSET)
        return self


class CustomTool(WireObject):
    type: Literal["custom"]
    custom: CustomToolDefinition
    """A tool whose input is free text."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CustomTool), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.custom = _CustomTool_custom(get("custom", UNSET))
        return self


class CustomToolDefinition(WireObject):
    """A tool whose input is free text."""

    name: str
    description: str | Unset = UNSET
    format: CustomToolFormat | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CustomToolDefinition), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.description = get("description", UNSET)
        self.format = _CustomToolDefinition_format(get("format", UNSET))
        return self


class TextToolFormat(WireObject):
    type: Literal["text"]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(TextToolFormat), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        return self


class GrammarToolFormat(WireObject):
    type: Literal["grammar"]
    grammar: Grammar

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(GrammarToolFormat), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.grammar = _GrammarToolFormat_grammar(get("grammar", UNSET))
        return self


class Grammar(WireObject):
    definition: str
    syntax: GrammarSyntax

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Grammar), value.get
        self._source, self._additional = value, None
        self.definition = get("definition", UNSET)
        self.syntax = get("syntax", UNSET)
        return self


class AllowedToolsChoice(WireObject):
    type: Literal["allowed_tools"]
    allowed_tools: AllowedTools

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AllowedToolsChoice), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.allowed_tools = _AllowedToolsChoice_allowed_tools(get("allowed_tools", UNSET))
        return self


class AllowedTools(WireObject):
    mode: AllowedToolsMode
    tools: list[ToolDescription]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AllowedTools), value.get
        self._source, self._additional = value, None
        self.mode = get("mode", UNSET)
        self.tools = get("tools", UNSET)
        return self


class FunctionToolChoice(WireObject):
    type: FunctionToolType
    function: ToolName

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionToolChoice), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.function = _FunctionToolChoice_function(get("function", UNSET))
        return self


class CustomToolChoice(WireObject):
    type: Literal["custom"]
    custom: ToolName

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CustomToolChoice), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.custom = _CustomToolChoice_custom(get("custom", UNSET))
        return self


class ToolName(WireObject):
    name: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ToolName), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        return self


class LegacyFunction(WireObject):
    name: str
    description: str | Unset = UNSET
    parameters: FunctionParameters | Unset = UNSET
    """What the function takes, as a JSON schema; nothing unless given."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(LegacyFunction), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.description = get("description", UNSET)
        self.parameters = get("parameters", UNSET)
        return self


class ChatTextPart(WireObject):
    type: TextType
    text: str
    prompt_cache_breakpoint: PromptCacheBreakpoint | Unset = UNSET
    """What stands up to here may be kept for the next request."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChatTextPart), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.text = get("text", UNSET)
        self.prompt_cache_breakpoint = _ChatTextPart_prompt_cache_breakpoint(
            get("prompt_cache_breakpoint", UNSET)
        )
        return self


class PromptCacheBreakpoint(WireObject):
    """What stands up to here may be kept for the next request."""

    mode: Literal["explicit"]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(PromptCacheBreakpoint), value.get
        self._source, self._additional = value, None
        self.mode = get("mode", UNSET)
        return self


class DeveloperChatMessage(WireObject):
    role: Literal["developer"]
    content: ChatText
    """A text, whole or in parts."""
    name: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(DeveloperChatMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = _DeveloperChatMessage_content(get("content", UNSET))
        self.name = get("name", UNSET)
        return self


class SystemChatMessage(WireObject):
    role: Literal["system"]
    content: ChatText
    """A text, whole or in parts."""
    name: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(SystemChatMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = _SystemChatMessage_content(get("content", UNSET))
        self.name = get("name", UNSET)
        return self


class UserChatMessage(WireObject):
    role: Literal["user"]
    content: list[ChatPart] | str
    """A text, or parts of several kinds."""
    name: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(UserChatMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = _UserChatMessage_content(get("content", UNSET))
        self.name = get("name", UNSET)
        return self


class ChatImagePart(WireObject):
    type: ImageUrlType
    image_url: ImageUrl
    prompt_cache_breakpoint: PromptCacheBreakpoint | Unset = UNSET
    """What stands up to here may be kept for the next request."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChatImagePart), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.image_url = _ChatImagePart_image_url(get("image_url", UNSET))
        self.prompt_cache_breakpoint = _ChatImagePart_prompt_cache_breakpoint(
            get("prompt_cache_breakpoint", UNSET)
        )
        return self


class ChatAudioPart(WireObject):
    type: Literal["input_audio"]
    input_audio: InputAudio
    prompt_cache_breakpoint: PromptCacheBreakpoint | Unset = UNSET
    """What stands up to here may be kept for the next request."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChatAudioPart), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.input_audio = _ChatAudioPart_input_audio(get("input_audio", UNSET))
        self.prompt_cache_breakpoint = _ChatAudioPart_prompt_cache_breakpoint(
            get("prompt_cache_breakpoint", UNSET)
        )
        return self


class InputAudio(WireObject):
    data: str
    """The sound in base64."""
    format: InputAudioFormat

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(InputAudio), value.get
        self._source, self._additional = value, None
        self.data = get("data", UNSET)
        self.format = get("format", UNSET)
        return self


class ChatFilePart(WireObject):
    type: Literal["file"]
    file: ChatFile
    """A stored file by its id, or a file itself."""
    prompt_cache_breakpoint: PromptCacheBreakpoint | Unset = UNSET
    """What stands up to here may be kept for the next request."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChatFilePart), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.file = _ChatFilePart_file(get("file", UNSET))
        self.prompt_cache_breakpoint = _ChatFilePart_prompt_cache_breakpoint(
            get("prompt_cache_breakpoint", UNSET)
        )
        return self


class ChatFile(WireObject):
    """A stored file by its id, or a file itself."""

    filename: str | Unset = UNSET
    file_data: str | Unset = UNSET
    """The bytes in base64."""
    file_id: str | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChatFile), value.get
        self._source, self._additional = value, None
        self.filename = get("filename", UNSET)
        self.file_data = get("file_data", UNSET)
        self.file_id = get("file_id", UNSET)
        return self


class AssistantChatMessage(WireObject):
    role: Literal["assistant"]
    content: list[AssistantChatPart] | str | None | Unset = UNSET
    """What the model said; nothing where it only called tools."""
    refusal: str | None | Unset = UNSET
    name: str | Unset = UNSET
    audio: AudioReference | None | Unset = UNSET
    tool_calls: list[ChatToolCall] | Unset = UNSET
    function_call: LegacyFunctionCall | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AssistantChatMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = _AssistantChatMessage_content(get("content", UNSET))
        self.refusal = get("refusal", UNSET)
        self.name = get("name", UNSET)
        self.audio = _AssistantChatMessage_audio(get("audio", UNSET))
        self.tool_calls = _AssistantChatMessage_tool_calls(get("tool_calls", UNSET))
        self.function_call = _AssistantChatMessage_function_call(get("function_call", UNSET))
        return self


class ChatRefusalPart(WireObject):
    type: RefusalType
    refusal: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChatRefusalPart), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.refusal = get("refusal", UNSET)
        return self


class AudioReference(WireObject):
    id: str
    """An earlier answer's sound."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(AudioReference), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        return self


class ToolChatMessage(WireObject):
    role: Literal["tool"]
    content: ChatText
    """A text, whole or in parts."""
    tool_call_id: str
    """The call it answers."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ToolChatMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = _ToolChatMessage_content(get("content", UNSET))
        self.tool_call_id = get("tool_call_id", UNSET)
        return self


class FunctionChatMessage(WireObject):
    role: Literal["function"]
    content: str | None
    name: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionChatMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = get("content", UNSET)
        self.name = get("name", UNSET)
        return self


class ChatFunctionCall(WireObject):
    id: str
    type: FunctionToolType
    function: FunctionArguments

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChatFunctionCall), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.type = get("type", UNSET)
        self.function = _ChatFunctionCall_function(get("function", UNSET))
        return self


class ChatCustomCall(WireObject):
    id: str
    type: Literal["custom"]
    custom: CustomInput

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChatCustomCall), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.type = get("type", UNSET)
        self.custom = _ChatCustomCall_custom(get("custom", UNSET))
        return self


class CustomInput(WireObject):
    name: str
    input: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CustomInput), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.input = get("input", UNSET)
        return self


class LegacyFunctionCall(WireObject):
    name: str
    arguments: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(LegacyFunctionCall), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.arguments = get("arguments", UNSET)
        return self


class Completion(WireObject):
    id: str
    object: Literal["chat.completion"]
    created: int
    """Unix seconds."""
    model: str
    choices: list[CompletionChoice]
    usage: CompletionUsage | Unset = UNSET
    metadata: Metadata | None | Unset = UNSET
    service_tier: ServiceTier | None | Unset = UNSET
    system_fingerprint: str | None | Unset = UNSET
    moderation: Moderation | None | Unset = UNSET

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
        self.metadata = get("metadata", UNSET)
        self.service_tier = get("service_tier", UNSET)
        self.system_fingerprint = get("system_fingerprint", UNSET)
        self.moderation = _Completion_moderation(get("moderation", UNSET))
        return self


class CompletionChoice(WireObject):
    index: int
    message: CompletionMessage
    finish_reason: FinishReason
    logprobs: LogProbabilities | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionChoice), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.message = _CompletionChoice_message(get("message", UNSET))
        self.finish_reason = get("finish_reason", UNSET)
        self.logprobs = _CompletionChoice_logprobs(get("logprobs", UNSET))
        return self


class CompletionMessage(WireObject):
    role: Literal["assistant"]
    content: str | None
    refusal: str | None
    tool_calls: list[ChatToolCall] | Unset = UNSET
    annotations: list[UrlCitationAnnotation] | Unset = UNSET
    function_call: LegacyFunctionCall | Unset = UNSET
    audio: CompletionAudio | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionMessage), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = get("content", UNSET)
        self.refusal = get("refusal", UNSET)
        self.tool_calls = _CompletionMessage_tool_calls(get("tool_calls", UNSET))
        self.annotations = _CompletionMessage_annotations(get("annotations", UNSET))
        self.function_call = _CompletionMessage_function_call(get("function_call", UNSET))
        self.audio = _CompletionMessage_audio(get("audio", UNSET))
        return self


class UrlCitationAnnotation(WireObject):
    type: Literal["url_citation"]
    url_citation: UrlCitation

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(UrlCitationAnnotation), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.url_citation = _UrlCitationAnnotation_url_citation(get("url_citation", UNSET))
        return self


class UrlCitation(WireObject):
    end_index: int
    start_index: int
    url: str
    title: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(UrlCitation), value.get
        self._source, self._additional = value, None
        self.end_index = get("end_index", UNSET)
        self.start_index = get("start_index", UNSET)
        self.url = get("url", UNSET)
        self.title = get("title", UNSET)
        return self


class CompletionAudio(WireObject):
    id: str
    expires_at: int
    """Unix seconds."""
    data: str
    """The sound in base64."""
    transcript: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionAudio), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.expires_at = get("expires_at", UNSET)
        self.data = get("data", UNSET)
        self.transcript = get("transcript", UNSET)
        return self


class LogProbabilities(WireObject):
    content: list[TokenLogProbability] | None
    refusal: list[TokenLogProbability] | None

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(LogProbabilities), value.get
        self._source, self._additional = value, None
        self.content = _LogProbabilities_content(get("content", UNSET))
        self.refusal = _LogProbabilities_refusal(get("refusal", UNSET))
        return self


class TokenLogProbability(WireObject):
    token: str
    logprob: float
    bytes: list[int] | None
    top_logprobs: list[LikelyToken]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(TokenLogProbability), value.get
        self._source, self._additional = value, None
        self.token = get("token", UNSET)
        self.logprob = get("logprob", UNSET)
        self.bytes = get("bytes", UNSET)
        self.top_logprobs = _TokenLogProbability_top_logprobs(get("top_logprobs", UNSET))
        return self


class LikelyToken(WireObject):
    token: str
    logprob: float
    bytes: list[int] | None

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(LikelyToken), value.get
        self._source, self._additional = value, None
        self.token = get("token", UNSET)
        self.logprob = get("logprob", UNSET)
        self.bytes = get("bytes", UNSET)
        return self


class CompletionUsage(WireObject):
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    completion_tokens_details: CompletionTokensDetails | Unset = UNSET
    prompt_tokens_details: PromptTokensDetails | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionUsage), value.get
        self._source, self._additional = value, None
        self.prompt_tokens = get("prompt_tokens", UNSET)
        self.completion_tokens = get("completion_tokens", UNSET)
        self.total_tokens = get("total_tokens", UNSET)
        self.completion_tokens_details = _CompletionUsage_completion_tokens_details(
            get("completion_tokens_details", UNSET)
        )
        self.prompt_tokens_details = _CompletionUsage_prompt_tokens_details(
            get("prompt_tokens_details", UNSET)
        )
        return self


class CompletionTokensDetails(WireObject):
    accepted_prediction_tokens: int | Unset = UNSET
    audio_tokens: int | Unset = UNSET
    reasoning_tokens: int | Unset = UNSET
    text_tokens: int | Unset = UNSET
    rejected_prediction_tokens: int | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionTokensDetails), value.get
        self._source, self._additional = value, None
        self.accepted_prediction_tokens = get("accepted_prediction_tokens", UNSET)
        self.audio_tokens = get("audio_tokens", UNSET)
        self.reasoning_tokens = get("reasoning_tokens", UNSET)
        self.text_tokens = get("text_tokens", UNSET)
        self.rejected_prediction_tokens = get("rejected_prediction_tokens", UNSET)
        return self


class PromptTokensDetails(WireObject):
    audio_tokens: int | Unset = UNSET
    cached_tokens: int | Unset = UNSET
    text_tokens: int | Unset = UNSET
    image_tokens: int | Unset = UNSET
    cache_write_tokens: int | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(PromptTokensDetails), value.get
        self._source, self._additional = value, None
        self.audio_tokens = get("audio_tokens", UNSET)
        self.cached_tokens = get("cached_tokens", UNSET)
        self.text_tokens = get("text_tokens", UNSET)
        self.image_tokens = get("image_tokens", UNSET)
        self.cache_write_tokens = get("cache_write_tokens", UNSET)
        return self


class Moderation(WireObject):
    input: ModerationOutcome
    output: ModerationOutcome

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Moderation), value.get
        self._source, self._additional = value, None
        self.input = _Moderation_input(get("input", UNSET))
        self.output = _Moderation_output(get("output", UNSET))
        return self


class ModerationResults(WireObject):
    type: Literal["moderation_results"]
    model: str
    results: list[ModerationResult]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModerationResults), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.model = get("model", UNSET)
        self.results = _ModerationResults_results(get("results", UNSET))
        return self


class ModerationResult(WireObject):
    type: Literal["moderation_result"]
    model: str
    flagged: bool
    categories: ModerationCategories
    category_scores: ModerationScores
    category_applied_input_types: ModeratedInputTypes

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModerationResult), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.model = get("model", UNSET)
        self.flagged = get("flagged", UNSET)
        self.categories = get("categories", UNSET)
        self.category_scores = get("category_scores", UNSET)
        self.category_applied_input_types = get("category_applied_input_types", UNSET)
        return self


class ModerationError(WireObject):
    type: Literal["error"]
    code: str
    message: str

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModerationError), value.get
        self._source, self._additional = value, None
        self.type = get("type", UNSET)
        self.code = get("code", UNSET)
        self.message = get("message", UNSET)
        return self


class CompletionChunk(WireObject):
    """More of a streamed answer."""

    id: str
    """The same for all chunks of an answer."""
    object: Literal["chat.completion.chunk"]
    created: int
    """Unix seconds."""
    model: str
    choices: list[ChunkChoice]
    usage: CompletionUsage | None | Unset = UNSET
    service_tier: ServiceTier | None | Unset = UNSET
    system_fingerprint: str | None | Unset = UNSET
    obfuscation: str | Unset = UNSET
    """Padding; to be ignored."""
    moderation: Moderation | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionChunk), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created = get("created", UNSET)
        self.model = get("model", UNSET)
        self.choices = _CompletionChunk_choices(get("choices", UNSET))
        self.usage = _CompletionChunk_usage(get("usage", UNSET))
        self.service_tier = get("service_tier", UNSET)
        self.system_fingerprint = get("system_fingerprint", UNSET)
        self.obfuscation = get("obfuscation", UNSET)
        self.moderation = _CompletionChunk_moderation(get("moderation", UNSET))
        return self


class ChunkChoice(WireObject):
    index: int
    delta: CompletionDelta
    finish_reason: FinishReason | None
    logprobs: LogProbabilities | None | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChunkChoice), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.delta = _ChunkChoice_delta(get("delta", UNSET))
        self.finish_reason = get("finish_reason", UNSET)
        self.logprobs = _ChunkChoice_logprobs(get("logprobs", UNSET))
        return self


class CompletionDelta(WireObject):
    role: ChatRole | Unset = UNSET
    content: str | None | Unset = UNSET
    """More of the text."""
    refusal: str | None | Unset = UNSET
    tool_calls: list[ChatToolCallDelta] | Unset = UNSET
    function_call: FunctionArgumentsDelta | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CompletionDelta), value.get
        self._source, self._additional = value, None
        self.role = get("role", UNSET)
        self.content = get("content", UNSET)
        self.refusal = get("refusal", UNSET)
        self.tool_calls = _CompletionDelta_tool_calls(get("tool_calls", UNSET))
        self.function_call = _CompletionDelta_function_call(get("function_call", UNSET))
        return self


class ChatToolCallDelta(WireObject):
    index: int
    """Which of the answer's calls goes on."""
    id: str | Unset = UNSET
    type: FunctionToolType | Unset = UNSET
    function: FunctionArgumentsDelta | Unset = UNSET

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ChatToolCallDelta), value.get
        self._source, self._additional = value, None
        self.index = get("index", UNSET)
        self.id = get("id", UNSET)
        self.type = get("type", UNSET)
        self.function = _ChatToolCallDelta_function(get("function", UNSET))
        return self


class FunctionArgumentsDelta(WireObject):
    name: str | Unset = UNSET
    arguments: str | Unset = UNSET
    """More of the arguments' text."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(FunctionArgumentsDelta), value.get
        self._source, self._additional = value, None
        self.name = get("name", UNSET)
        self.arguments = get("arguments", UNSET)
        return self


class CreateEmbeddingRequest(WireObject):
    model: str
    input: list[int] | list[list[int]] | list[str] | str
    """A text or several, as text or as tokens."""
    encoding_format: EmbeddingEncoding | Unset = UNSET
    """"float" unless given."""
    dimensions: int | Unset = UNSET
    user: str | Unset = UNSET
    """Whom the vectors are for."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(CreateEmbeddingRequest), value.get
        self._source, self._additional = value, None
        self.model = get("model", UNSET)
        self.input = get("input", UNSET)
        self.encoding_format = get("encoding_format", UNSET)
        self.dimensions = get("dimensions", UNSET)
        self.user = get("user", UNSET)
        return self


class EmbeddingList(WireObject):
    object: Literal["list"]
    model: str
    data: list[Embedding]
    usage: EmbeddingUsage

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(EmbeddingList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.model = get("model", UNSET)
        self.data = _EmbeddingList_data(get("data", UNSET))
        self.usage = _EmbeddingList_usage(get("usage", UNSET))
        return self


class Embedding(WireObject):
    object: Literal["embedding"]
    index: int
    """Which of the inputs it belongs to."""
    embedding: list[float] | str
    """The vector; in base64, as little-endian 32-bit floats, where that was asked for."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Embedding), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.index = get("index", UNSET)
        self.embedding = get("embedding", UNSET)
        return self


class EmbeddingUsage(WireObject):
    prompt_tokens: int
    total_tokens: int

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(EmbeddingUsage), value.get
        self._source, self._additional = value, None
        self.prompt_tokens = get("prompt_tokens", UNSET)
        self.total_tokens = get("total_tokens", UNSET)
        return self


class Model(WireObject):
    id: str
    object: Literal["model"]
    created: int
    """Unix seconds."""
    owned_by: str
    shutdown_date: str | None | Unset = UNSET
    """When it will be gone, as a date."""

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(Model), value.get
        self._source, self._additional = value, None
        self.id = get("id", UNSET)
        self.object = get("object", UNSET)
        self.created = get("created", UNSET)
        self.owned_by = get("owned_by", UNSET)
        self.shutdown_date = get("shutdown_date", UNSET)
        return self


class ModelList(WireObject):
    object: Literal["list"]
    data: list[Model]

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self, get = new(ModelList), value.get
        self._source, self._additional = value, None
        self.object = get("object", UNSET)
        self.data = _ModelList_data(get("data", UNSET))
        return self


# Down here because all models must exist.
Metadata: TypeAlias = dict[str, str]
"""Up to 16 pairs of the caller's own; keys of 64 characters and values of 512 at most."""
Attributes: TypeAlias = dict[str, bool | float | str]
"""Up to 16 values of the caller's own on a stored file; keys of 64 characters at most."""
FunctionParameters: TypeAlias = dict[str, Any]
"""What the function takes, as a JSON schema; nothing unless given."""
JsonSchema: TypeAlias = dict[str, Any]
LogitBias: TypeAlias = dict[str, int]
"""Token ids, and how much more or less likely each is, from -100 to 100."""
ToolDescription: TypeAlias = dict[str, Any]
"""A tool as it stands in `tools`, or its type and name."""
ModerationCategories: TypeAlias = dict[str, bool]
ModerationScores: TypeAlias = dict[str, float]
ModeratedInputTypes: TypeAlias = dict[str, list[ModeratedInputType]]
AttributeValue: TypeAlias = bool | float | str
Tool: TypeAlias = CodeInterpreterTool | FileSearchTool | FunctionTool | Unknown
"""What an assistant may use."""
ToolChoice: TypeAlias = NamedToolChoice | ToolChoiceMode
"""Which tool the model has to use."""
ResponseFormat: TypeAlias = (
    JsonObjectResponseFormat | JsonSchemaResponseFormat | ResponseFormatMode | TextResponseFormat | Unknown
)
"""What the model's text must be."""
MessageContent: TypeAlias = ImageFileContent | ImageUrlContent | RefusalContent | TextContent | Unknown
Annotation: TypeAlias = FileCitationAnnotation | FilePathAnnotation | Unknown
AttachmentTool: TypeAlias = AttachmentFileSearchTool | CodeInterpreterTool | Unknown
"""Who may see an attached file."""
MessagePart: TypeAlias = ImageFileContent | ImageUrlContent | TextPart | Unknown
StepDetails: TypeAlias = MessageCreationDetails | ToolCallsDetails | Unknown
ToolCall: TypeAlias = CodeInterpreterCall | FileSearchCall | FunctionCall | Unknown
CodeOutput: TypeAlias = CodeImageOutput | CodeLogsOutput | Unknown
AssistantStreamEvent: TypeAlias = (
    DoneEvent
    | ErrorEvent
    | MessageDeltaEvent
    | MessageEvent
    | RunEvent
    | RunStepDeltaEvent
    | RunStepEvent
    | ThreadEvent
    | Unknown
)
"""What a streamed run sends; `event` is the line of that name, `data` the JSON beside it."""
StepDetailsDelta: TypeAlias = MessageCreationDelta | ToolCallsDelta | Unknown
ToolCallDelta: TypeAlias = CodeInterpreterCallDelta | FileSearchCallDelta | FunctionCallDelta | Unknown
CodeOutputDelta: TypeAlias = CodeImageDelta | CodeLogsDelta | Unknown
MessageContentDelta: TypeAlias = (
    ImageFileContentDelta | ImageUrlContentDelta | RefusalContentDelta | TextContentDelta | Unknown
)
AnnotationDelta: TypeAlias = FileCitationAnnotationDelta | FilePathAnnotationDelta | Unknown
Filter: TypeAlias = ComparisonFilter | CompoundFilter | Unknown
"""Which files are searched, by their attributes."""
ComparisonItem: TypeAlias = float | str
ChunkingStrategyRequest: TypeAlias = AutoChunkingStrategy | StaticChunkingStrategyRequest | Unknown
ChunkingStrategy: TypeAlias = OtherChunkingStrategy | StaticChunkingStrategy | Unknown
CompletionResponseFormat: TypeAlias = (
    JsonObjectResponseFormat | JsonSchemaResponseFormat | TextResponseFormat | Unknown
)
"""What the model's text must be."""
CompletionTool: TypeAlias = CustomTool | FunctionTool | Unknown
CustomToolFormat: TypeAlias = GrammarToolFormat | TextToolFormat | Unknown
CompletionToolChoice: TypeAlias = (
    AllowedToolsChoice | CustomToolChoice | FunctionToolChoice | ToolChoiceMode | Unknown
)
"""Which tool the model has to use."""
LegacyFunctionChoice: TypeAlias = LegacyFunctionChoiceMode | ToolName
ChatMessage: TypeAlias = (
    AssistantChatMessage
    | DeveloperChatMessage
    | FunctionChatMessage
    | SystemChatMessage
    | ToolChatMessage
    | UserChatMessage
    | Unknown
)
ChatText: TypeAlias = list[ChatTextPart] | str
"""A text, whole or in parts."""
ChatPart: TypeAlias = ChatAudioPart | ChatFilePart | ChatImagePart | ChatTextPart | Unknown
AssistantChatPart: TypeAlias = ChatRefusalPart | ChatTextPart | Unknown
ChatToolCall: TypeAlias = ChatCustomCall | ChatFunctionCall | Unknown
ModerationOutcome: TypeAlias = ModerationError | ModerationResults | Unknown

# How unions and properties that hold objects are read.
_Tool = variant(
    "type", {"code_interpreter": CodeInterpreterTool, "file_search": FileSearchTool, "function": FunctionTool}
)
_ToolChoice = NamedToolChoice._read
_ResponseFormat = variant(
    "type",
    {
        "text": TextResponseFormat,
        "json_object": JsonObjectResponseFormat,
        "json_schema": JsonSchemaResponseFormat,
    },
)
_MessageContent = variant(
    "type",
    {
        "image_file": ImageFileContent,
        "image_url": ImageUrlContent,
        "text": TextContent,
        "refusal": RefusalContent,
    },
)
_Annotation = variant("type", {"file_citation": FileCitationAnnotation, "file_path": FilePathAnnotation})
_AttachmentTool = variant(
    "type", {"code_interpreter": CodeInterpreterTool, "file_search": AttachmentFileSearchTool}
)
_MessagePart = variant(
    "type", {"image_file": ImageFileContent, "image_url": ImageUrlContent, "text": TextPart}
)
_StepDetails = variant("type", {"message_creation": MessageCreationDetails, "tool_calls": ToolCallsDetails})
_ToolCall = variant(
    "type", {"code_interpreter": CodeInterpreterCall, "file_search": FileSearchCall, "function": FunctionCall}
)
_CodeOutput = variant("type", {"logs": CodeLogsOutput, "image": CodeImageOutput})
_AssistantStreamEvent = variant(
    "event",
    {
        "thread.created": ThreadEvent,
        "thread.run.cancelled": RunEvent,
        "thread.run.cancelling": RunEvent,
        "thread.run.completed": RunEvent,
        "thread.run.created": RunEvent,
        "thread.run.expired": RunEvent,
        "thread.run.failed": RunEvent,
        "thread.run.in_progress": RunEvent,
        "thread.run.incomplete": RunEvent,
        "thread.run.queued": RunEvent,
        "thread.run.requires_action": RunEvent,
        "thread.run.step.cancelled": RunStepEvent,
        "thread.run.step.completed": RunStepEvent,
        "thread.run.step.created": RunStepEvent,
        "thread.run.step.expired": RunStepEvent,
        "thread.run.step.failed": RunStepEvent,
        "thread.run.step.in_progress": RunStepEvent,
        "thread.run.step.delta": RunStepDeltaEvent,
        "thread.message.completed": MessageEvent,
        "thread.message.created": MessageEvent,
        "thread.message.in_progress": MessageEvent,
        "thread.message.incomplete": MessageEvent,
        "thread.message.delta": MessageDeltaEvent,
        "error": ErrorEvent,
        "done": DoneEvent,
    },
)
_StepDetailsDelta = variant("type", {"message_creation": MessageCreationDelta, "tool_calls": ToolCallsDelta})
_ToolCallDelta = variant(
    "type",
    {
        "code_interpreter": CodeInterpreterCallDelta,
        "file_search": FileSearchCallDelta,
        "function": FunctionCallDelta,
    },
)
_CodeOutputDelta = variant("type", {"logs": CodeLogsDelta, "image": CodeImageDelta})
_MessageContentDelta = variant(
    "type",
    {
        "image_file": ImageFileContentDelta,
        "text": TextContentDelta,
        "refusal": RefusalContentDelta,
        "image_url": ImageUrlContentDelta,
    },
)
_AnnotationDelta = variant(
    "type", {"file_citation": FileCitationAnnotationDelta, "file_path": FilePathAnnotationDelta}
)
_Filter = variant(
    "type",
    {
        "eq": ComparisonFilter,
        "gt": ComparisonFilter,
        "gte": ComparisonFilter,
        "in": ComparisonFilter,
        "lt": ComparisonFilter,
        "lte": ComparisonFilter,
        "ne": ComparisonFilter,
        "nin": ComparisonFilter,
        "and": CompoundFilter,
        "or": CompoundFilter,
    },
)
_ChunkingStrategyRequest = variant(
    "type", {"auto": AutoChunkingStrategy, "static": StaticChunkingStrategyRequest}
)
_ChunkingStrategy = variant("type", {"static": StaticChunkingStrategy, "other": OtherChunkingStrategy})
_CompletionResponseFormat = variant(
    "type",
    {
        "text": TextResponseFormat,
        "json_schema": JsonSchemaResponseFormat,
        "json_object": JsonObjectResponseFormat,
    },
)
_CompletionTool = variant("type", {"function": FunctionTool, "custom": CustomTool})
_CustomToolFormat = variant("type", {"text": TextToolFormat, "grammar": GrammarToolFormat})
_CompletionToolChoice = variant(
    "type", {"allowed_tools": AllowedToolsChoice, "function": FunctionToolChoice, "custom": CustomToolChoice}
)
_LegacyFunctionChoice = ToolName._read
_ChatMessage = variant(
    "role",
    {
        "developer": DeveloperChatMessage,
        "system": SystemChatMessage,
        "user": UserChatMessage,
        "assistant": AssistantChatMessage,
        "tool": ToolChatMessage,
        "function": FunctionChatMessage,
    },
)
_ChatText = many(ChatTextPart._read)
_ChatPart = variant(
    "type",
    {"text": ChatTextPart, "image_url": ChatImagePart, "input_audio": ChatAudioPart, "file": ChatFilePart},
)
_AssistantChatPart = variant("type", {"text": ChatTextPart, "refusal": ChatRefusalPart})
_ChatToolCall = variant("type", {"function": ChatFunctionCall, "custom": ChatCustomCall})
_ModerationOutcome = variant("type", {"moderation_results": ModerationResults, "error": ModerationError})
_ErrorAnswer_error = ErrorDetail._read
_FileSearchTool_file_search = FileSearchOptions._read
_FileSearchOptions_ranking_options = FileSearchRankingOptions._read
_FileSearchRankingOptions_hybrid_search = HybridSearch._read
_FunctionTool_function = FunctionDefinition._read
_NamedToolChoice_function = FunctionName._read
_JsonSchemaResponseFormat_json_schema = AnswerSchema._read
_ToolResources_code_interpreter = CodeInterpreterResources._read
_ToolResources_file_search = FileSearchResources._read
_ModifyToolResources_code_interpreter = ModifyCodeInterpreterResources._read
_ModifyToolResources_file_search = ModifyFileSearchResources._read
_CreateToolResources_code_interpreter = ModifyCodeInterpreterResources._read
_CreateToolResources_file_search = CreateFileSearchResources._read
_CreateFileSearchResources_vector_stores = many(OwnedVectorStore._read)
_OwnedVectorStore_chunking_strategy = _ChunkingStrategyRequest
_Assistant_tools = many(_Tool)
_Assistant_tool_resources = ToolResources._read
_Assistant_response_format = _ResponseFormat
_AssistantList_data = many(Assistant._read)
_CreateAssistantRequest_tools = many(_Tool)
_CreateAssistantRequest_tool_resources = CreateToolResources._read
_CreateAssistantRequest_response_format = _ResponseFormat
_ModifyAssistantRequest_tools = many(_Tool)
_ModifyAssistantRequest_tool_resources = ModifyToolResources._read
_ModifyAssistantRequest_response_format = _ResponseFormat
_Thread_tool_resources = ToolResources._read
_ThreadList_data = many(Thread._read)
_CreateThreadRequest_messages = many(CreateMessageRequest._read)
_CreateThreadRequest_tool_resources = CreateToolResources._read
_ModifyThreadRequest_tool_resources = ModifyToolResources._read
_Message_content = many(_MessageContent)
_Message_attachments = many(Attachment._read)
_Message_incomplete_details = MessageIncompleteDetails._read
_MessageList_data = many(Message._read)
_TextContent_text = Text._read
_Text_annotations = many(_Annotation)
_FileCitationAnnotation_file_citation = FileCitation._read
_FilePathAnnotation_file_path = FilePath._read
_ImageFileContent_image_file = ImageFile._read
_ImageUrlContent_image_url = ImageUrl._read
_Attachment_tools = many(_AttachmentTool)
_CreateAttachment_tools = many(_AttachmentTool)
_CreateMessageRequest_content = many(_MessagePart)
_CreateMessageRequest_attachments = many(CreateAttachment._read)
_Run_required_action = RequiredAction._read
_Run_last_error = RunError._read
_Run_incomplete_details = IncompleteDetails._read
_Run_tools = many(_Tool)
_Run_usage = RunUsage._read
_Run_truncation_strategy = TruncationStrategy._read
_Run_tool_choice = _ToolChoice
_Run_response_format = _ResponseFormat
_RunList_data = many(Run._read)
_RequiredAction_submit_tool_outputs = ToolOutputsWanted._read
_ToolOutputsWanted_tool_calls = many(RequiredFunctionCall._read)
_RequiredFunctionCall_function = FunctionArguments._read
_RunUsage_prompt_token_details = PromptTokenDetails._read
_RunUsage_completion_tokens_details = RunCompletionTokensDetails._read
_CreateRunRequest_additional_messages = many(CreateMessageRequest._read)
_CreateRunRequest_tools = many(_Tool)
_CreateRunRequest_truncation_strategy = TruncationStrategy._read
_CreateRunRequest_tool_choice = _ToolChoice
_CreateRunRequest_response_format = _ResponseFormat
_CreateThreadAndRunRequest_thread = CreateThreadRequest._read
_CreateThreadAndRunRequest_tools = many(_Tool)
_CreateThreadAndRunRequest_tool_resources = ModifyToolResources._read
_CreateThreadAndRunRequest_truncation_strategy = TruncationStrategy._read
_CreateThreadAndRunRequest_tool_choice = _ToolChoice
_CreateThreadAndRunRequest_response_format = _ResponseFormat
_SubmitToolOutputsRequest_tool_outputs = many(ToolOutput._read)
_RunStep_step_details = _StepDetails
_RunStep_last_error = RunStepError._read
_RunStep_usage = RunUsage._read
_RunStepList_data = many(RunStep._read)
_MessageCreationDetails_message_creation = MessageCreation._read
_ToolCallsDetails_tool_calls = many(_ToolCall)
_CodeInterpreterCall_code_interpreter = CodeInterpreterCallDetails._read
_CodeInterpreterCallDetails_outputs = many(_CodeOutput)
_CodeImageOutput_image = CodeImage._read
_FileSearchCall_file_search = FileSearchCallDetails._read
_FileSearchCallDetails_ranking_options = FileSearchCallRankingOptions._read
_FileSearchCallDetails_results = many(FileSearchResult._read)
_FileSearchResult_content = many(FileSearchResultContent._read)
_FunctionCall_function = FunctionCallDetails._read
_ThreadEvent_data = Thread._read
_RunEvent_data = Run._read
_RunStepEvent_data = RunStep._read
_RunStepDeltaEvent_data = RunStepDelta._read
_MessageEvent_data = Message._read
_MessageDeltaEvent_data = MessageDelta._read
_ErrorEvent_data = ErrorDetail._read
_RunStepDelta_delta = RunStepChange._read
_RunStepChange_step_details = _StepDetailsDelta
_MessageCreationDelta_message_creation = MessageCreationChange._read
_ToolCallsDelta_tool_calls = many(_ToolCallDelta)
_CodeInterpreterCallDelta_code_interpreter = CodeInterpreterChange._read
_CodeInterpreterChange_outputs = many(_CodeOutputDelta)
_CodeImageDelta_image = CodeImageChange._read
_FileSearchCallDelta_file_search = FileSearchCallDetails._read
_FunctionCallDelta_function = FunctionCallChange._read
_MessageDelta_delta = MessageChange._read
_MessageChange_content = many(_MessageContentDelta)
_ImageFileContentDelta_image_file = ImageFileChange._read
_ImageUrlContentDelta_image_url = ImageUrlChange._read
_TextContentDelta_text = TextChange._read
_TextChange_annotations = many(_AnnotationDelta)
_FileCitationAnnotationDelta_file_citation = FileCitationChange._read
_FilePathAnnotationDelta_file_path = FilePathChange._read
_FileList_data = many(File._read)
_UploadFileRequest_expires_after = ExpiresAfterCreation._read
_VectorStore_file_counts = FileCounts._read
_VectorStore_expires_after = ExpiresAfter._read
_VectorStoreList_data = many(VectorStore._read)
_CreateVectorStoreRequest_chunking_strategy = _ChunkingStrategyRequest
_CreateVectorStoreRequest_expires_after = ExpiresAfter._read
_ModifyVectorStoreRequest_expires_after = ExpiresAfter._read
_SearchVectorStoreRequest_filters = _Filter
_SearchVectorStoreRequest_ranking_options = SearchRankingOptions._read
_SearchRankingOptions_hybrid_search = HybridSearch._read
_CompoundFilter_filters = many(_Filter)
_SearchResults_data = many(SearchResult._read)
_SearchResult_content = many(SearchResultContent._read)
_StaticChunkingStrategyRequest_static = ChunkSizesRequest._read
_StaticChunkingStrategy_static = ChunkSizes._read
_VectorStoreFile_last_error = VectorStoreFileError._read
_VectorStoreFile_chunking_strategy = _ChunkingStrategy
_VectorStoreFileList_data = many(VectorStoreFile._read)
_CreateVectorStoreFileRequest_chunking_strategy = _ChunkingStrategyRequest
_VectorStoreFileContent_data = many(VectorStoreFileText._read)
_VectorStoreFileBatch_file_counts = FileCounts._read
_CreateVectorStoreFileBatchRequest_files = many(CreateVectorStoreFileRequest._read)
_CreateVectorStoreFileBatchRequest_chunking_strategy = _ChunkingStrategyRequest
_Upload_file = File._read
_CreateUploadRequest_expires_after = ExpiresAfterCreation._read
_CreateCompletionRequest_messages = many(_ChatMessage)
_CreateCompletionRequest_response_format = _CompletionResponseFormat
_CreateCompletionRequest_tools = many(_CompletionTool)
_CreateCompletionRequest_tool_choice = _CompletionToolChoice
_CreateCompletionRequest_functions = many(LegacyFunction._read)
_CreateCompletionRequest_function_call = _LegacyFunctionChoice
_CreateCompletionRequest_stream_options = StreamOptions._read
_CreateCompletionRequest_audio = AudioOptions._read
_CreateCompletionRequest_prediction = Prediction._read
_CreateCompletionRequest_web_search_options = WebSearchOptions._read
_CreateCompletionRequest_moderation = ModerationOptions._read
_CreateCompletionRequest_prompt_cache_options = PromptCacheOptions._read
_AudioOptions_voice = CustomVoice._read
_Prediction_content = _ChatText
_WebSearchOptions_user_location = UserLocation._read
_UserLocation_approximate = ApproximateLocation._read
_ModerationOptions_policy = ModerationPolicy._read
_ModerationPolicy_input = ModerationSetting._read
_ModerationPolicy_output = ModerationSetting._read
_CustomTool_custom = CustomToolDefinition._read
_CustomToolDefinition_format = _CustomToolFormat
_GrammarToolFormat_grammar = Grammar._read
_AllowedToolsChoice_allowed_tools = AllowedTools._read
_FunctionToolChoice_function = ToolName._read
_CustomToolChoice_custom = ToolName._read
_ChatTextPart_prompt_cache_breakpoint = PromptCacheBreakpoint._read
_DeveloperChatMessage_content = _ChatText
_SystemChatMessage_content = _ChatText
_UserChatMessage_content = many(_ChatPart)
_ChatImagePart_image_url = ImageUrl._read
_ChatImagePart_prompt_cache_breakpoint = PromptCacheBreakpoint._read
_ChatAudioPart_input_audio = InputAudio._read
_ChatAudioPart_prompt_cache_breakpoint = PromptCacheBreakpoint._read
_ChatFilePart_file = ChatFile._read
_ChatFilePart_prompt_cache_breakpoint = PromptCacheBreakpoint._read
_AssistantChatMessage_content = many(_AssistantChatPart)
_AssistantChatMessage_audio = AudioReference._read
_AssistantChatMessage_tool_calls = many(_ChatToolCall)
_AssistantChatMessage_function_call = LegacyFunctionCall._read
_ToolChatMessage_content = _ChatText
_ChatFunctionCall_function = FunctionArguments._read
_ChatCustomCall_custom = CustomInput._read
_Completion_choices = many(CompletionChoice._read)
_Completion_usage = CompletionUsage._read
_Completion_moderation = Moderation._read
_CompletionChoice_message = CompletionMessage._read
_CompletionChoice_logprobs = LogProbabilities._read
_CompletionMessage_tool_calls = many(_ChatToolCall)
_CompletionMessage_annotations = many(UrlCitationAnnotation._read)
_CompletionMessage_function_call = LegacyFunctionCall._read
_CompletionMessage_audio = CompletionAudio._read
_UrlCitationAnnotation_url_citation = UrlCitation._read
_LogProbabilities_content = many(TokenLogProbability._read)
_LogProbabilities_refusal = many(TokenLogProbability._read)
_TokenLogProbability_top_logprobs = many(LikelyToken._read)
_CompletionUsage_completion_tokens_details = CompletionTokensDetails._read
_CompletionUsage_prompt_tokens_details = PromptTokensDetails._read
_Moderation_input = _ModerationOutcome
_Moderation_output = _ModerationOutcome
_ModerationResults_results = many(ModerationResult._read)
_CompletionChunk_choices = many(ChunkChoice._read)
_CompletionChunk_usage = CompletionUsage._read
_CompletionChunk_moderation = Moderation._read
_ChunkChoice_delta = CompletionDelta._read
_ChunkChoice_logprobs = LogProbabilities._read
_CompletionDelta_tool_calls = many(ChatToolCallDelta._read)
_CompletionDelta_function_call = FunctionArgumentsDelta._read
_ChatToolCallDelta_function = FunctionArgumentsDelta._read
_EmbeddingList_data = many(Embedding._read)
_EmbeddingList_usage = EmbeddingUsage._read
_ModelList_data = many(Model._read)
