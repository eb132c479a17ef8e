"""Blocks as a Word document: real headings, lists, tables and links, the same bytes for the same text."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pdfai.documents.saving.blocks import Content
from pdfai.documents.saving.docx_body import Body

_PARTS = Path(__file__).with_name("docx_parts")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""As far back as a zip file's dates go."""
_TWIPS = 20
"""In a point."""
_MARGIN, _SMALLEST_MARGIN = 0.115, 34
"""Of the page's smaller side, and in points."""
_EAST_ASIAN = {
    "ko": ("ko-KR", "Malgun Gothic"),
    "zh": ("zh-CN", "Microsoft YaHei"),
    "ja": ("ja-JP", "Yu Gothic"),
}
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi"}
_NUMBERED, _BULLETED = 1, 0
"""The two kinds of lists in numbering.xml."""


def docx_file(content: Content, page_size: tuple[float, float]) -> bytes:
    """The document."""
    body = Body(content, text_width=int(_TWIPS * (page_size[0] - 2 * _margin(page_size))))
    xml = body.xml()
    parts = {
        "[Content_Types].xml": _part("content_types.xml"),
        "_rels/.rels": _part("package.rels"),
        "docProps/core.xml": _properties(content),
        "word/document.xml": _document(xml, page_size),
        "word/styles.xml": _styles(content.language),
        "word/settings.xml": _part("settings.xml"),
        "word/footer1.xml": _part("footer.xml"),
        "word/numbering.xml": _numbering(body),
        "word/_rels/document.xml.rels": _relationships(body),
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            # Always one system: else the bytes would say where they were written.
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part)
    return file.getvalue()


def _part(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def _properties(content: Content) -> str:
    language = f"<dc:language>{escape(content.language)}</dc:language>" if content.language else ""
    return _part("core.xml").replace("{properties}", f"<dc:title>{escape(content.name)}</dc:title>{language}")


def _document(body: str, page_size: tuple[float, float]) -> str:
    width, height = (round(_TWIPS * side) for side in page_size)
    margin = round(_TWIPS * _margin(page_size))
    section = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}"'
        f' w:header="{margin // 2}" w:footer="{margin // 2}" w:gutter="0"/></w:sectPr>'
    )
    return _part("document.xml").replace("{body}", body + section)


def _margin(page_size: tuple[float, float]) -> float:
    return max(_SMALLEST_MARGIN, _MARGIN * min(page_size))


def _styles(language: str) -> str:
    """Fonts that Word and its like have, or replace by one that shows the script."""
    family = language.partition("-")[0].lower()
    east_asian, font = _EAST_ASIAN.get(family, ("", "Malgun Gothic"))
    right_to_left = language if family in _RIGHT_TO_LEFT else ""
    tags = {"val": language, "eastAsia": east_asian, "bidi": right_to_left}
    languages = "".join(f" w:{kind}={quoteattr(tag)}" for kind, tag in tags.items() if tag)
    styles = _part("styles.xml").replace("{east_asian_font}", font)
    return styles.replace("{language}", f"<w:lang{languages}/>" if languages else "")


def _numbering(body: Body) -> str:
    """Each numbered list counts for itself, from its own first number."""
    lists = "".join(_list(number, level, start) for number, (level, start) in body.lists.items())
    return _part("numbering.xml").replace("{lists}", lists)


def _list(number: int, level: int, start: int | None) -> str:
    kind = _BULLETED if start is None else _NUMBERED
    restarted = (
        ""
        if start is None
        else f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{restarted}</w:num>'


def _relationships(body: Body) -> str:
    return _part("document.rels").replace("{links}", "".join(_links(body)))


def _links(body: Body) -> Iterator[str]:
    for address, identifier in body.links.items():
        yield (
            '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
            f' Id="{identifier}" Target={quoteattr(address)} TargetMode="External"/>'
        )
