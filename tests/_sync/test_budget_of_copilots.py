# Derived from tests/_async/test_budget_of_copilots.py by scripts/unasync.py.
"""What copilots ask at the same time shares a budget, and does not take it from each other."""

import re
from collections.abc import Callable

import pytest
from pdf_writer import write_pdf

from pdfai import Budget, BudgetExceededError, ClientSettings, OpenAIClient, SummaryCopilotOptions
from pdfai.server.models.base import Prompt
from pdfai.testing import ScriptedModel

PAGES = [f"Chapter {number}. " + f"Field {number} yields wheat every summer. " * 80 for number in range(1, 9)]
OPTIONS = SummaryCopilotOptions(model="gpt-x", max_prompt_tokens=3000).with_document(
    write_pdf(PAGES), name="fields.pdf"
)


def says(prompt: Prompt) -> str:
    """Something of every page that it is shown."""
    shown = prompt.turns[-1].text.partition("The text:")[2]
    places = dict.fromkeys(re.findall(r"^\S*\[(\d+:\d+)\]|\[(\d+:\d+)\]$", shown, re.MULTILINE))
    return "\n".join(f"- Wheat is grown in summer. [{''.join(place)}]" for place in places)


@pytest.mark.parametrize(("limit", "suffices"), [(9_000, True), (1_000, False)])
def test_sections_share_a_budget(serve: Callable[..., str], limit: int, suffices: bool) -> None:
    """Four are asked at a time; what one may need at most is held only until it is known what it needed."""
    settings = ClientSettings(base_domain=serve(ScriptedModel(says)))
    with OpenAIClient(settings, budget=Budget(max_tokens_total=limit)) as client:
        copilot = client.get_summary_copilot(OPTIONS)
        if suffices:
            assert (copilot.get_summary()).statements
        else:
            with pytest.raises(BudgetExceededError):
                copilot.get_summary()
