"""Descriptions of images and what became of them: as text, as JSON, and what went wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pdfai.cli.talk import on_one_line
from pdfai.errors import PdfaiError, WorkFailedError
from pdfai.options import OFFLINE_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfai.describing.descriptions import DescribedPdf, DocumentImageDescriptions, ImageDescription


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """What was made of a document."""

    told: DocumentImageDescriptions | None = None
    """None where a person told it."""
    copy: DescribedPdf | None = None
    untold: frozenset[tuple[int, int]] = frozenset()
    """Pages and numbers of images of which that person said nothing."""
    error: PdfaiError | None = None
    """What it broke off with, where some is made all the same."""


def as_text(told: DocumentImageDescriptions) -> str:
    """A line for each image that says something."""
    return "\n".join(
        f"{on_one_line(told.document)}: {image.name}: {on_one_line(image.description)}"
        for image in told.images
        if image.description
    )


def as_dict(described: Described) -> dict[str, Any]:
    """For programs."""
    fields: dict[str, Any] = {}
    if described.told is not None:
        fields["images"] = [_image(each) for each in described.told.images]
        fields["problems"] = dict(described.told.problems)
        fields["usage"] = asdict(described.told.usage)
    if described.copy is not None:
        fields["output"] = str(described.copy.path)
        fields["alternative_texts"] = [asdict(each) for each in described.copy.outcomes]
    return fields


def summary_of(name: str, described: Described) -> str:
    """How many there are of each kind, and where the copy is, for people."""
    told, copy = described.told, described.copy
    said = []
    if told is not None:
        counts = Counter(_state(image) for image in told.images)
        said += [f"{counts[state]:,} {state}" for state in _STATES if counts[state]]
        models = dict.fromkeys(_by(image.model) for image in told.images if image.model)
        if models:
            said.append(", ".join(models))
    if copy is not None:
        states = Counter(outcome.state for outcome in copy.outcomes)
        kept = f"; {states['kept']:,} kept, --overwrite replaces them" if states["kept"] else ""
        said.append(f"{states['written']:,} written to {on_one_line(str(copy.path))}{kept}")
        silent = {(each.page, each.number) for each in copy.outcomes if each.state == "undescribed"}
        if silent := silent | described.untold:
            said.append(f"{len(silent):,} without a text")
    return f"{on_one_line(name)}: {', '.join(said) or 'no images'}."


def trouble_of(name: str, described: Described) -> PdfaiError | None:
    """What was not described or not written; None where all was."""
    if described.error is not None:
        return described.error
    lost = "; ".join(_lost(described))
    return WorkFailedError(f"{name} was not described as a whole: {lost}") if lost else None


_STATES = ("described", "had a text", "decorative", "not described")


def _by(model: str) -> str:
    return "without a model" if model == OFFLINE_MODEL else f"by {on_one_line(model)}"


def _state(image: ImageDescription) -> str:
    if image.decoration:
        return "decorative"
    if not image.description:
        return "not described"
    return "described" if image.model else "had a text"


def _lost(described: Described) -> Iterator[str]:
    if described.told is not None:
        yield from (f"page {page}: {problem}" for page, problem in described.told.problems.items())
        yield from (f"{image.name}: {image.error}" for image in described.told.images if image.error)
    if described.copy is not None:
        yield from (
            f"image {outcome.number} on page {outcome.page}: {outcome.problem}"
            for outcome in described.copy.outcomes
            if outcome.state == "failed"
        )


def _image(image: ImageDescription) -> dict[str, Any]:
    return {
        "page": image.page,
        "number": image.number,
        "rectangle": list(image.rectangle),
        "description": image.description,
        "decoration": image.decoration,
        "error": image.error,
        "caption": image.caption,
        "model": image.model,
        "usage": asdict(image.usage),
    }
