# Derived from pdfai/_async/running.py by scripts/unasync.py.
"""Runs from the question to the answer, with the functions that they call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from pdfai_api.api.assistants import get_assistant
from pdfai_api.api.runs import cancel_run, create_run, submit_tool_outputs
from pdfai_api.models import CreateRunRequest, Message, Run
from pdfai_api.types import WireObject

from pdfai._sync.waiting import Waiting
from pdfai.blocking import NotAwaitedError, all_of, called, check_callable
from pdfai.calling import RunWaitOptions, whole_body
from pdfai.errors import (
    FunctionFailedError,
    InvalidArgumentError,
    PollingTimeoutError,
    RunRequiresActionError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pdfai_wire import params

    from pdfai.calling import Patience
    from pdfai.functions import Function


class _Helping(RunWaitOptions, total=False):
    functions: Sequence[Callable[..., Any]]
    raise_function_errors: bool


class Running(Waiting):
    """The run helpers."""

    @overload
    def run_and_get_assistant_response(
        self, thread_id: str, request: CreateRunRequest, /, **options: Unpack[_Helping]
    ) -> Message: ...

    @overload
    def run_and_get_assistant_response(
        self,
        thread_id: str,
        /,
        *,
        functions: Sequence[Callable[..., Any]] = (),
        raise_function_errors: bool = False,
        cancel_on_timeout: bool = False,
        timeout_seconds: float | None = None,
        on_progress: Callable[[Any], object] | None = None,
        **parameters: Unpack[params.CreateRunRequest],
    ) -> Message: ...

    def run_and_get_assistant_response(
        self,
        thread_id: str,
        request: CreateRunRequest | None = None,
        /,
        *,
        functions: Sequence[Callable[..., Any]] = (),
        raise_function_errors: bool = False,
        cancel_on_timeout: bool = False,
        timeout_seconds: float | None = None,
        on_progress: Callable[[Any], object] | None = None,
        **parameters: Any,
    ) -> Message:
        """Let an assistant answer the thread, wait for it, and return its message.

        `functions` become tools beside the assistant's own. They are called when the run asks for it, and
        what they return is submitted; so is the error of one that raises, unless `raise_function_errors`,
        which cancels the run and raises `FunctionFailedError`. All of it may take `timeout_seconds`. Raises
        as `wait_for_run_to_complete` does, and `RunRequiresActionError` when the run wants the output of a
        tool that is not among them.
        """
        _, message = self._run_to_answer(
            thread_id,
            whole_body(request, parameters),
            functions=functions,
            raise_function_errors=raise_function_errors,
            cancel_on_timeout=cancel_on_timeout,
            timeout_seconds=timeout_seconds,
            on_progress=on_progress,
        )
        return message

    def _run_to_answer(
        self,
        thread_id: str,
        body: CreateRunRequest | Mapping[str, Any],
        *,
        functions: Sequence[Callable[..., Any]] = (),
        raise_function_errors: bool = False,
        cancel_on_timeout: bool = False,
        timeout_seconds: float | None = None,
        on_progress: Callable[[Any], object] | None = None,
    ) -> tuple[Run, Message]:
        patience = self._patience(timeout_seconds)
        known: Mapping[str, Function] = {}
        if functions:
            # Imported here: most runs call none.
            from pdfai.functions import function_set  # noqa: PLC0415

            known = function_set(functions)
            for function in known.values():
                check_callable(function.call, function.name)
            body = self._with_tools(body, known, patience)
        creation = create_run.request(thread_id, body=body)
        run = (self._ask(creation, "The new run", patience, last=None)).value
        try:
            while True:
                run = self._run_to_end(thread_id, run.id, patience, on_progress)
                if run.status != "requires_action":
                    return run, self._message_of(thread_id, run, patience)
                outputs = self._outputs(thread_id, run, known, raise_function_errors)
                submission = submit_tool_outputs.request(thread_id, run.id, body={"tool_outputs": outputs})
                run = (self._ask(submission, f"Run {run.id}", patience, last=run)).value
        except PollingTimeoutError:
            if cancel_on_timeout:
                self._try(cancel_run.request(thread_id, run.id))
            raise

    def _with_tools(
        self, body: CreateRunRequest | Mapping[str, Any], known: Mapping[str, Function], patience: Patience
    ) -> dict[str, Any]:
        """The request with the functions beside the tools it has, or else the assistant's."""
        whole = body.to_dict() if isinstance(body, WireObject) else dict(body)
        tools = whole.get("tools")
        if tools is None:
            if not whole.get("assistant_id"):
                raise InvalidArgumentError("Who is to call the functions? Give an assistant_id")
            lookup = get_assistant.request(whole["assistant_id"])
            assistant = (self._ask(lookup, "The run's assistant", patience, last=None)).value
            tools = [tool.to_dict() for tool in assistant.tools or []]
        others = [tool for tool in tools if (tool.get("function") or {}).get("name") not in known]
        return {**whole, "tools": [*others, *(function.tool() for function in known.values())]}

    def _outputs(
        self, thread_id: str, run: Run, known: Mapping[str, Function], is_strict: bool
    ) -> list[dict[str, str]]:
        """What the functions that the run calls return, each called once."""
        action = run.required_action
        calls = action.submit_tool_outputs.tool_calls if action else []
        missing = {call.function.name for call in calls} - {*known}
        if not calls or missing:
            raise RunRequiresActionError(run, missing=sorted(missing) if known else ())
        from pdfai.functions import error_text, output_text  # noqa: PLC0415  # as above

        def output(call: Any) -> dict[str, str]:
            function = known[call.function.name]
            try:
                arguments = function.arguments(call.function.arguments)
            except ValueError as error:  # the model's fault, and its to mend
                return {"tool_call_id": call.id, "output": error_text(error)}
            try:
                text = output_text(called(function.call, arguments))
            except NotAwaitedError:  # the caller's fault, whose the run is to end
                self._try(cancel_run.request(thread_id, run.id))
                raise
            except Exception as error:  # whatever it is, the model or the caller is told
                text = error_text(error)
                if is_strict:
                    self._try(cancel_run.request(thread_id, run.id))
                    raise FunctionFailedError(run, function=function.name, reason=text) from error
            return {"tool_call_id": call.id, "output": text}

        return all_of(output, calls)
