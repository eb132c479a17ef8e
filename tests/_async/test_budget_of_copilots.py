"""What copilots ask at the same time shares a budget, and does not take it from each other."""

import re
from collections.abc import Callable

import pytest
from pdf_writer import write_pdf

from pdfai import AsyncOpenAIClient, Budget, BudgetExceededError, ClientSettings, SummaryCopilotOptions
from pdfai.server.models.base import Prompt
from pdfai.testing import ScriptedModel

pytestmark = pytest.mark.anyio

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
async def test_sections_share_a_budget(serve: Callable[..., str], limit: int, suffices: bool) -> None:
    """Four are asked at a time; what one may need at most is held only until it is known what it needed."""
    settings = ClientSettings(base_domain=serve(ScriptedModel(says)))
    async with AsyncOpenAIClient(settings, budget=Budget(max_tokens_total=limit)) as client:
        copilot = client.get_summary_copilot(OPTIONS)
        if suffices:
            assert (await copilot.get_summary()).statements
        else:
            with pytest.raises(BudgetExceededError):
                await copilot.get_summary()
