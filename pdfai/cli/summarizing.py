"""The work of `pdfai summarize`: each summary made, written or shown, and told of."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pdfai.blocking import ain_thread
from pdfai.cli.answering import Answering, aconnect, hint_at_key
from pdfai.cli.batch import Outcome, fields_of, run_all, tally
from pdfai.cli.journal import Journal
from pdfai.cli.progress import Bars
from pdfai.cli.rendering import print_json_line, print_lines
from pdfai.cli.talk import complain, on_one_line, say
from pdfai.cli.targets import Order, Targets
from pdfai.contents import open_content
from pdfai.options import SummaryCopilotOptions
from pdfai.replacement import reason_of

if TYPE_CHECKING:
    from pdfai import AsyncOpenAIClient
    from pdfai.spending.budget import Budget
    from pdfai.summaries.summary import Summary


@dataclass(frozen=True, kw_only=True, slots=True)
class Saving:
    """How it is written."""

    page_size: str | tuple[float, float]
    sections: bool


class Report:
    """Tells of outcomes as they come: data on stdout, talk on stderr."""

    def __init__(self, bars: Bars, *, total: int, as_json: bool, sections: bool) -> None:
        """Write beside these bars, of so many outcomes."""
        self.outcomes: list[Outcome] = []
        self._total = total
        self.bars = bars
        self._as_json = as_json
        self._sections = sections

    def tell(self, outcome: Outcome) -> None:
        """One more."""
        self.outcomes.append(outcome)
        self.bars.ended(outcome.name)
        name = on_one_line(outcome.name)
        with self.bars.aside():
            if outcome.error is not None:
                complain(outcome.error)
            for warning in outcome.warnings:
                say(f"{name}: {on_one_line(warning)}")
            if self._as_json:
                print_json_line(_as_dict(outcome))
            elif outcome.output is not None:
                already = "already " if outcome.status == "skipped" else ""
                say(f"{name}: the summary is {already}in {on_one_line(str(outcome.output))}")
            elif outcome.value is not None:
                self._show(name, outcome.value)

    def stopped(self) -> str:
        """What to say when it was stopped before its end."""
        on = "; the same command goes on with the rest" if any(each.output for each in self.outcomes) else ""
        return f"Stopped: of {self._total:,}, {tally(self.outcomes)}{on}."

    def _show(self, name: str, summary: "Summary") -> None:
        lines = [name, ""] if self._total > 1 else []
        lines.append(summary.plain_text)
        if self._sections and len(summary.sections) > 1:
            lines += ["", summary.plain_text_by_section]
        print_lines("\n".join(lines) + ("\n" if self._total > 1 else ""))


@dataclass(frozen=True, slots=True)
class Summarizing:
    """Makes summaries."""

    answering: Answering
    options: SummaryCopilotOptions
    targets: Targets
    saving: Saving
    budget: "Budget | None"
    again: bool = field(kw_only=True)

    async def all_of(self, orders: Sequence[Order], report: Report, data_dir: Path | None, jobs: int) -> None:
        """So many at a time; the report is told of each."""
        connected = aconnect(self.answering, data_dir=data_dir, budget=self.budget, needs_server=False)
        async with connected as client:
            with report.bars.aside():
                say(f"Summarised by {self.answering}{hint_at_key(self.answering)}.")

            async def one(order: Order) -> Outcome:
                report.bars.begun(order.name)
                return await self._one(order, client, report.bars)

            await run_all(orders, one, name_of=lambda order: order.name, tell=report.tell, at_once=jobs)

    async def _one(self, order: Order, client: "AsyncOpenAIClient", bars: Bars) -> Outcome:
        journal, output = self.targets.journal, order.output
        key = await ain_thread(self._key, order) if journal else ""
        if journal and output and not self.again and journal.has(output, key):
            return Outcome(name=order.name, status="skipped", output=output)
        options = replace(self.options, documents=order.documents)
        async with client.get_summary_copilot(options) as copilot:
            if output is None:
                summary = await copilot.get_summary(progress=lambda done: bars.told(order.name, done))
                return Outcome(name=order.name, status="done", value=summary)
            saved = await copilot.save_summary(
                output,
                self.targets.format,
                sections=self.saving.sections,
                page_size=self.saving.page_size,
                progress=lambda done: bars.told(order.name, done),
            )
        unnoted = await ain_thread(_note, journal, output, key) if journal else ()
        return Outcome(name=order.name, status="done", output=output, warnings=saved.warnings + unnoted)

    def _key(self, order: Order) -> str:
        """What the summary is made from, and how; wherever its model is, and whoever runs this when."""
        told = _told(replace(self.options, documents=(), assistant_name=None))
        made_from = hashlib.sha256(repr((told, self.saving)).encode())
        for document in order.documents:
            with open_content(document.source) as content:
                data = content if isinstance(content, bytes) else content.read()
            # A name that grows because a namesake is summarised too is no reason to pay again.
            name = document.name if len(order.documents) > 1 else ""
            made_from.update(repr((name, document.pages, hashlib.sha256(data).digest())).encode())
        return made_from.hexdigest()


def _note(journal: Journal, output: Path, key: str) -> tuple[str, ...]:
    """A warning where that is not possible: the summary is there all the same."""
    try:
        journal.note(output, key)
    except OSError as error:
        return (f"the next call will make it again, as {journal.path} cannot be written: {reason_of(error)}",)
    return ()


def _told(options: SummaryCopilotOptions) -> dict[str, Any]:
    """What the options say; not what they leave open, as later versions may know more of that."""
    values = {each.name: (getattr(options, each.name), each.default) for each in fields(options)}
    return {name: value for name, (value, default) in values.items() if value != default}


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    told = fields_of(outcome)
    if outcome.output is not None:
        told |= {"output": str(outcome.output), "warnings": list(outcome.warnings)}
    if outcome.value is not None:
        told |= {"summary": asdict(outcome.value)}
    return told
