"""Models keep whatever a server sends, and write it back unchanged."""

import copy
import pickle
from types import ModuleType
from typing import Any, TypeVar

import pytest
from pdfai_api.models import FileSearchTool, Message, Run, RunStep, TextContent, Unknown, VectorStoreFile
from pdfai_api.types import UNSET

MESSAGE: dict[str, Any] = {
    "id": "msg_1",
    "object": "thread.message",
    "created_at": 1,
    "thread_id": "thread_1",
    "role": "assistant",
    "content": [
        {
            "type": "text",
            "text": {
                "value": "Revenue rose 【0:0†report.pdf】.",
                "annotations": [
                    {
                        "type": "file_citation",
                        "text": "【0:0†report.pdf】",
                        "start_index": 13,
                        "end_index": 29,
                        "file_citation": {"file_id": "file-1", "rectangle": [1, 2, 3, 4]},
                    }
                ],
            },
        }
    ],
    "assistant_id": "asst_1",
    "run_id": None,
    "attachments": [],
    "metadata": {"tone": "dry"},
}
Model = TypeVar("Model")
STEP = {"id": "step_1", "type": "tool_calls", "status": "completed"}


def pickled(model: Model) -> Model:
    thawed: Model = pickle.loads(pickle.dumps(model))  # noqa: S301 (our own bytes)
    return thawed


def test_nested_objects_become_models() -> None:
    """Attributes bear the wire's names, at every depth."""
    message = Message.from_dict(MESSAGE)
    assert message.object == "thread.message"
    assert isinstance(message.content[0], TextContent)
    assert message.content[0].text.annotations[0].file_citation.file_id == "file-1"
    assert message.metadata == {"tone": "dry"}
    assert message.to_dict() == MESSAGE


def test_unknown_properties_are_kept_and_visible() -> None:
    """At any depth; changing them changes what is written."""
    source = {**MESSAGE, "mood": {"level": 3}, "to_dict": "not a method"}
    message = Message.from_dict(source)
    assert message.additional_properties == {"mood": {"level": 3}, "to_dict": "not a method"}
    citation = message.content[0].text.annotations[0].file_citation
    assert citation.additional_properties == {"rectangle": [1, 2, 3, 4]}
    assert message.to_dict() == source
    message.additional_properties["mood"] = "fine"
    assert message.to_dict() == {**source, "mood": "fine"}


def test_unknown_enum_values_are_kept() -> None:
    """A status of tomorrow is a string like any other."""
    run = Run.from_dict({"id": "run_1", "status": "paused"})
    assert str(run.status) == "paused"
    assert run.to_dict() == {"id": "run_1", "status": "paused"}


def test_variants_are_told_apart_by_their_discriminator() -> None:
    """The discriminator decides, whatever else the object has or lacks."""
    details = RunStep.from_dict({"step_details": {"type": "tool_calls", "message_creation": 1}}).step_details
    assert type(details).__name__ == "ToolCallsDetails"
    strategy = VectorStoreFile.from_dict({"chunking_strategy": {"type": "other"}}).chunking_strategy
    assert type(strategy).__name__ == "OtherChunkingStrategy"


@pytest.mark.parametrize("kind", ["telepathy", None, ["tool_calls"], {}, 1])
def test_unknown_variants_are_kept_as_such(kind: object) -> None:
    """They are Unknown, read as attributes and come out as they went in; a kind need not even be a string."""
    source = {**STEP, "step_details": {"type": kind, "depth": 2}}
    step = RunStep.from_dict(source)
    assert isinstance(step.step_details, Unknown)
    assert step.step_details.type == kind
    assert step.step_details.depth == 2
    assert step.step_details.width is UNSET
    assert step.to_dict() == source
    assert pickled(step) == copy.deepcopy(step) == step


def test_missing_required_properties_read_as_unset() -> None:
    """Servers leave out what the contract promises; nothing raises, nothing is made up on the way back."""
    message = Message.from_dict({"id": "msg_1"})
    content: object = message.content
    assert content is UNSET
    assert not content
    assert message.to_dict() == {"id": "msg_1"}


@pytest.mark.parametrize("value", [None, "text", 5, True, {"type": "text"}, [None, 1, [], "x"]])
def test_values_of_the_wrong_type_are_kept(value: object) -> None:
    """One odd field does not lose the object."""
    for name in MESSAGE:
        source = {**MESSAGE, name: value}
        assert Message.from_dict(source).to_dict() == source


@pytest.mark.parametrize("answer", [None, "<html>", 5, [], [["id", "msg_1"]]])
def test_only_objects_are_read(answer: Any) -> None:
    """An answer that is no object at all is the sender's affair to report."""
    with pytest.raises(TypeError, match="JSON object"):
        Message.from_dict(answer)


def test_the_source_is_not_changed() -> None:
    """Neither reading nor changing the model touches what was read."""
    source = copy.deepcopy(MESSAGE)
    message = Message.from_dict(source)
    message.role = "user"
    message.additional_properties["mood"] = "fine"
    message.content[0].text.value = ""
    assert source == MESSAGE


def test_models_are_made_from_keywords() -> None:
    """Required ones must be given, unknown ones must not; what is UNSET is not written."""
    assert FileSearchTool(type="file_search").to_dict() == {"type": "file_search"}
    with pytest.raises(TypeError, match="needs type"):
        FileSearchTool()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="no property kind"):
        FileSearchTool(type="file_search", kind=1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        FileSearchTool(type="file_search").kind = 1  # type: ignore[attr-defined]


def test_models_are_values() -> None:
    """They compare, show, copy and pickle what they hold."""
    message = Message.from_dict({**MESSAGE, "mood": "fine", "role": UNSET})
    copied, deep, thawed = copy.copy(message), copy.deepcopy(message), pickled(message)
    assert message == copied == deep == thawed
    role: object = thawed.role
    assert role is UNSET
    deep.content[0].text.value = "changed"
    assert message != deep
    assert message != MESSAGE
    assert "id='msg_1'" in repr(message)
    assert "mood='fine'" in repr(message)
    assert "role" not in repr(message)


def test_unions_in_arrays_and_recursion(constructs: ModuleType) -> None:
    """Variants are found inside arrays, and inside themselves."""
    source = {
        "role": "user",
        "content": [{"type": "text", "text": {"value": "x"}}, {"type": "image_file"}, {"type": "odour"}, 7],
        "filters": {"type": "and", "filters": [{"type": "or", "filters": [{"type": "ne", "key": "k"}]}]},
    }
    request = constructs.CreateMessageRequest.from_dict(source)
    assert [type(part).__name__ for part in request.content] == [
        "TextContent",
        "ImageContent",
        "Unknown",
        "int",
    ]
    assert type(request.filters.filters[0].filters[0]).__name__ == "ComparisonFilter"
    assert request.to_dict() == source


def test_a_union_of_other_types_takes_what_comes(constructs: ModuleType) -> None:
    """A string where an array or an object could stand is a string."""
    request = constructs.CreateMessageRequest.from_dict({"content": "hello", "tool_choice": "auto"})
    assert (request.content, request.tool_choice) == ("hello", "auto")
    choice = constructs.CreateMessageRequest.from_dict({"tool_choice": {"type": "function"}}).tool_choice
    assert isinstance(choice, constructs.ToolChoice)
