"""What was found in documents, for people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from pdfai.cli.talk import on_one_line, printable

if TYPE_CHECKING:
    from pdfai.inspection import Inspection, PageInspection

_MOST_RUNS = 8
"""Of pages of one kind; of more only the numbers are told."""
_KIB = 1024
_SHEETS = {
    (595, 842): "A4",
    (842, 595): "A4 landscape",
    (420, 595): "A5",
    (298, 420): "A6",
    (842, 1191): "A3",
    (612, 792): "Letter",
    (792, 612): "Letter landscape",
    (612, 1008): "Legal",
}
_ALLOWED = {
    "print": "printing",
    "modify": "changing",
    "copy": "copying",
    "annotate": "comments",
    "fill_forms": "filling in forms",
    "read_aloud": "reading aloud",
    "assemble": "adding and removing pages",
    "print_in_high_quality": "printing in high quality",
}


def as_text(inspection: "Inspection") -> str:
    """A heading, and below it a line for each thing there is something to say about."""
    name, pages = on_one_line(inspection.name), _many(len(inspection.pages), "page")
    what = pages if inspection.format == "pdf" else "text"
    heading = f"{name}: {what}, {_size(inspection.bytes)}"
    lines = [(label, text) for label, text in _lines(inspection) if text]
    width = max(len(label) for label, _ in lines)
    # In a title there may be anything.
    return printable("\n".join([heading, *(f"  {label:{width}}  {text}" for label, text in lines)]))


def total(inspections: Sequence["Inspection"]) -> str:
    """All files together, on one line."""
    pages = sum(len(each.pages) for each in inspections)
    tokens = sum(each.tokens for each in inspections)
    costs = {
        model: sum((each.costs[model] for each in inspections), Decimal())
        for each in inspections[:1]
        for model in each.costs
    }
    told = f"Together: {_many(len(inspections), 'file')}, {_many(pages, 'page')}, about {tokens:,} tokens"
    return told + (f"; {_costs(costs)}" if costs else "")


def runs(pages: Iterable["PageInspection"]) -> str:
    """Pages of a kind that follow each other as one: "1-4 text, 5 scanned, 6-10 text"."""
    runs = [(kind, list(group)) for kind, group in groupby(pages, key=lambda page: page.kind)]
    if len(runs) == 1:
        return f"{'all ' if len(runs[0][1]) > 1 else ''}{runs[0][0]}"
    if len(runs) > _MOST_RUNS:
        counts = Counter({kind: 0 for kind, _ in runs})
        for kind, group in runs:
            counts[kind] += len(group)
        return ", ".join(f"{count:,} {kind}" for kind, count in counts.most_common())
    return ", ".join(f"{_span(group)} {kind}" for kind, group in runs)


def _span(group: Sequence["PageInspection"]) -> str:
    first, last = group[0].number, group[-1].number
    return f"{first}" if first == last else f"{first}-{last}"


def _lines(inspection: "Inspection") -> Iterator[tuple[str, str]]:
    yield "Pages", runs(inspection.pages) if inspection.format == "pdf" else ""
    yield "Paper", _paper(inspection.pages)
    yield "Text", f"about {_many(inspection.tokens, 'token')} ({_many(inspection.characters, 'character')})"
    yield "Cost", _costs(inspection.costs)
    yield "Images", f"{inspection.images:,}" if inspection.images else ""
    yield "Title", on_one_line(inspection.title)
    yield "Language", inspection.language
    yield "Encryption", _encryption(inspection)
    yield "Holds", ", ".join(_holds(inspection))


def _paper(pages: Sequence["PageInspection"]) -> str:
    sizes = Counter((round(page.width), round(page.height)) for page in pages if page.width and page.height)
    told = [
        f"{width} x {height} pt" + (f" ({sheet})" if (sheet := _SHEETS.get((width, height))) else "")
        for (width, height), _ in sizes.most_common(3)
    ]
    return ", ".join([*told, *(["and others"] if len(sizes) > len(told) else [])])


def _encryption(inspection: "Inspection") -> str:
    if inspection.encryption == "none":
        return ""
    opens = "opened by its password" if inspection.encryption == "password" else "opens without a password"
    refused = [words for name, words in _ALLOWED.items() if name not in inspection.permissions]
    return f"{opens}; not allowed: {', '.join(refused) or 'nothing'}"


def _holds(inspection: "Inspection") -> Iterator[str]:
    """What else there is in it that somebody may want to know."""
    if inspection.is_tagged:
        yield "tags"
    if inspection.has_outline:
        yield "an outline"
    if inspection.has_form:
        yield "a form"
    if inspection.signatures:
        yield _many(inspection.signatures, "signature")
    if inspection.attachments:
        yield _many(inspection.attachments, "attachment")
    if inspection.has_javascript:
        yield "JavaScript"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _size(count: int) -> str:
    if count < _KIB:
        return _many(count, "byte")
    if count < _KIB * _KIB:
        return f"{count / _KIB:,.0f} KiB"
    return f"{count / _KIB / _KIB:,.1f} MiB"


def _costs(costs: Mapping[str, Decimal]) -> str:
    """What it costs a model to read it once; `*` stands for any."""
    return ", ".join(
        f"about {_cost(cost)} to read once{'' if model == '*' else f' by {model}'}"
        for model, cost in costs.items()
    )


def _cost(cost: Decimal) -> str:
    """With two digits that count, and cents."""
    if not cost:
        return "0"
    digits = max(2, 1 - cost.adjusted())
    return f"{cost:,.{digits}f}"
