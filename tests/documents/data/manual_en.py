"""Writes `manual-en.pdf`, three pages of a manual, with ReportLab: called by make_data.py."""

from pathlib import Path

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped,import-not-found,unused-ignore]
from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped,import-not-found,unused-ignore]
from reportlab.platypus import (  # type: ignore[import-untyped,import-not-found,unused-ignore]
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

TITLE = "Kestrel 40 Bench Grinder: Owner's Manual"
PAGES = [
    [
        "Before you begin",
        "The Kestrel 40 grinds and sharpens hand tools. It is not made for food, wood or plastics.",
        "Wear eye protection whenever the wheels turn. Keep hair, sleeves and jewellery away from them.",
        "Bolt the grinder to a bench at least 40 mm thick, with the four M8 bolts that come with it. "
        "It weighs 11.4 kg and must not be used on the floor.",
        "Check each wheel for cracks before you mount it: hang it on a pencil and tap it with a screwdriver. "
        "A sound wheel rings, a cracked one sounds dull and must be thrown away.",
    ],
    [
        "Working",
        "Set the tool rest no more than 2 mm from the wheel. A wider gap can draw the work in.",
        "Stand to one side for the first minute after switching on. "
        "The wheels need about nine seconds to reach 2,950 revolutions per minute.",
        "Cool the work in water every few seconds. Steel that has turned blue has lost its temper.",
        "Never grind on the side of a wheel.",
    ],
    [
        "Care and parts",
        "Dress the wheels with a diamond dresser once they are glazed or out of round, "
        "and replace them when they have worn down to 130 mm.",
        "Unplug the grinder before you open its guards. The bearings are sealed and need no oil.",
    ],
]
PARTS = [
    ["Part", "Number", "Quantity"],
    ["Grinding wheel, grit 36", "K40-036", "1"],
    ["Grinding wheel, grit 80", "K40-080", "1"],
    ["Tool rest", "K40-110", "2"],
    ["Eye shield", "K40-125", "2"],
]


def write(path: Path) -> None:
    """Write it; the same bytes each time."""
    styles = getSampleStyleSheet()
    story = [Paragraph(TITLE, styles["Title"])]
    for number, (heading, *paragraphs) in enumerate(PAGES):
        story += [PageBreak()] if number else []
        story += [Paragraph(heading, styles["Heading1"])]
        for text in paragraphs:
            story += [Paragraph(text, styles["BodyText"]), Spacer(1, 6)]
    story += [Spacer(1, 12), Table(PARTS)]
    SimpleDocTemplate(str(path), pagesize=A4, title=TITLE, lang="en-GB", invariant=1).build(story)
