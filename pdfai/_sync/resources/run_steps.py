# Derived from pdfai/_async/resources/run_steps.py by scripts/unasync.py.
"""Run steps: what a run did, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from pdfai_api.api.run_steps import get_run_step, get_run_steps
from pdfai_api.models import RunStep

from pdfai._sync.pages import Page
from pdfai._sync.sending import Sender

if TYPE_CHECKING:
    from pdfai.calling import RunStepListQuery, RunStepQuery


class RunSteps(Sender):
    """The calls for run steps."""

    def get_run_steps(
        self, thread_id: str, run_id: str, /, **query: Unpack[RunStepListQuery]
    ) -> Page[RunStep]:
        """One page of a run's steps, newest first unless asked otherwise."""
        return self._page(get_run_steps.request, thread_id, run_id, **query)

    def get_run_step(
        self, thread_id: str, run_id: str, step_id: str, /, **query: Unpack[RunStepQuery]
    ) -> RunStep:
        """Look a run step up."""
        return self._send(get_run_step.request(thread_id, run_id, step_id, **query))
