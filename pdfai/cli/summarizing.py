"""The work of `pdfai summarize`: each summary made, written or shown, and told of."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pdfai.blocking import ain_thread
from pdfai.cli.answering import Answering, aconnect
from pdfai.cli.batch import Journal, Outcome, run_all, tally
from pdfai.cli.keys import unused_key
from pdfai.cli.progress import Bars
from pdfai.cli.rendering import print_json_line, print_lines
from pdfai.cli.talk import complain, say
from pdfai.contents import open_content
from pdfai.errors import InvalidArgumentError
from pdfai.options import OFFLINE_MODEL, SummaryCopilotOptions
from pdfai.sources import Document
from pdfai.version import VERSION

if TYPE_CHECKING:
    from pdfai import AsyncOpenAIClient
    from pdfai.budget import Budget
    from pdfai.summaries.summary import Summary

_IN_FOLDERS = "pdf"
"""What is written to a folder unless a format is named."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """One summary that is wanted."""

    name: str
    documents: tuple[Document, ...]
    output: Path | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Saving:
    """How it is written."""

    page_size: str | tuple[float, float]
    sections: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Targets:
    """Where summaries go: to a file, into a folder, or nowhere."""

    path: Path | None
    format: str | None
    journal: Journal | None

    @classmethod
    def of(cls, path: Path | None, format: str | None, *, are_many: bool) -> Self:
        """A folder where there is one, or must be: for many, or by a name without an ending; else a file."""
        if path is None:
            if format is not None:
                raise InvalidArgumentError("--format says how to write, --output where: name that too")
            return cls(path=None, format=None, journal=None)
        if not are_many and path.suffix and not path.is_dir():
            return cls(path=path, format=format, journal=None)
        if path.exists() and not path.is_dir():
            raise InvalidArgumentError(f"{path} is a file: several summaries need a folder, or --together")
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InvalidArgumentError(f"Cannot make the folder {path}: {error.strerror}") from error
        return cls(path=path, format=format or _IN_FOLDERS, journal=Journal.of(path))

    def orders(self, groups: Sequence[tuple[Document, ...]]) -> list[Order]:
        """A summary for each group of documents; what a folder was written earlier is no document."""
        groups = [group for group in groups if not self._wrote(group)]
        stems = [_stem(group) for group in groups]
        return [
            Order(
                name=group[0].name if len(group) == 1 else f"{len(group)} documents",
                documents=group,
                output=self._output(
                    stem if stems.count(stem) == 1 else f"{stem}-{_short_hash(group[0].name)}"
                ),
            )
            for group, stem in zip(groups, stems, strict=True)
        ]

    def _wrote(self, group: tuple[Document, ...]) -> bool:
        return self.journal is not None and any(self.journal.wrote(str(each.source)) for each in group)

    def _output(self, stem: str) -> Path | None:
        if self.path is None or self.journal is None:
            return self.path
        return self.path / f"{stem}.summary.{self.format}"


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
        with self.bars.aside():
            if outcome.error is not None:
                complain(outcome.error)
            for warning in outcome.warnings:
                say(f"{outcome.name}: {warning}")
            if self._as_json:
                print_json_line(_as_dict(outcome))
            elif outcome.output is not None:
                verb = "is there already:" if outcome.status == "skipped" else "is summarised in"
                say(f"{outcome.name} {verb} {outcome.output}")
            elif outcome.value is not None:
                self._show(outcome)

    def stopped(self) -> str:
        """What to say when it was stopped before its end."""
        on = "; the same command goes on with the rest" if any(each.output for each in self.outcomes) else ""
        return f"Stopped: of {self._total:,}, {tally(self.outcomes)}{on}."

    def _show(self, outcome: Outcome) -> None:
        summary: Summary = outcome.value
        lines = [outcome.name, ""] if self._total > 1 else []
        lines.append(summary.text)
        if self._sections and len(summary.sections) > 1:
            lines += ["", summary.text_by_section]
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
        async with self._client(data_dir) as client:
            hint = "" if self.answering.base_url or self.answering.upstream_url else unused_key()
            say(f"Summarised by {self.answering}{hint}.")

            async def one(order: Order) -> Outcome:
                report.bars.begun(order.name)
                return await self._one(order, client, report.bars)

            await run_all(orders, one, name_of=lambda order: order.name, tell=report.tell, at_once=jobs)

    def _client(self, data_dir: Path | None) -> "AsyncOpenAIClient":
        if self.options.model != OFFLINE_MODEL:
            return aconnect(self.answering, data_dir=data_dir, budget=self.budget)
        from pdfai import AsyncOpenAIClient, ClientSettings  # noqa: PLC0415  # `--help` should not wait for it

        # Offline nothing is sent, and to start a server would take longer than most summaries.
        return AsyncOpenAIClient(ClientSettings(base_domain="http://localhost"))

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
        if journal:
            await ain_thread(journal.note, output, key)
        return Outcome(name=order.name, status="done", output=output, warnings=saved.warnings)

    def _key(self, order: Order) -> str:
        """What the summary is made from, and how."""
        options = replace(self.options, documents=())
        made_from = hashlib.sha256(repr((VERSION, options, self.answering, self.saving)).encode())
        for document in order.documents:
            with open_content(document.source) as content:
                data = content if isinstance(content, bytes) else content.read()
            made_from.update(repr((document.name, document.pages, hashlib.sha256(data).digest())).encode())
        return made_from.hexdigest()


def _stem(group: tuple[Document, ...]) -> str:
    first = group[0]
    stem = Path(first.name).stem or "document"
    pages = f" p{first.pages}" if first.pages else ""
    return f"{stem}{pages}" if len(group) == 1 else f"{stem} and {len(group) - 1} more"


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"document": outcome.name, "outcome": outcome.status}
    if outcome.error is not None:
        told |= {"error": str(outcome.error), "exit_code": outcome.error.exit_code}
    if outcome.output is not None:
        told |= {"output": str(outcome.output), "warnings": list(outcome.warnings)}
    if outcome.value is not None:
        told |= {"summary": asdict(outcome.value)}
    return told
