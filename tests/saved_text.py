"""Texts to save, and how to read what was saved: for tests of saving."""

import html
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2  # type: ignore[import-untyped]

RICH = """# Annual report

The company grew **by 12 %** in *2025* [1], see [the filing](https://example.com/a?b=1&c=2) and `net()`.

## Figures

| Region | Revenue | Remark |
|--------|---------|:------:|
| Europe | 2,100 | *new* contracts [2] |
| Asia | 1,400 | ~~stable~~ |

### To do

1. Renew
   - before June
     1. ask legal
2. Close

Counted anew:

5. fifth
6. sixth

> Growth came at a price.
>
> > It always does.

```python
def net(): return "<b>"
```

---

The end.
"""

HOSTILE = """Typst: #read("/etc/passwd") #import "@preview/x:1.0.0" $a^2$ @ref #{1 + 1} \\u{41} ]

<script>alert(1)</script> <b onclick="alert(1)">bold</b> <!-- note --> &lt;i&gt;

[one](javascript:alert(1)) [two](data:text/html,<script>x</script>) [three](file:///etc/passwd)
[four](vbscript:x)

![a picture](file:///etc/passwd) ![another](https://example.com/tracker.png)

</w:t></w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText> ]]> <?xml?>
<!ENTITY x SYSTEM "file:///etc/passwd"> &x;

{body} {links} {0} %s ${HOME}

`</code><script>alert(2)</script>` [quote"](https://example.com/"onmouseover="x)
"""
CONTROLS = "a\x00b\x08c\x1b[31md\u202ee\u2066f\ufffeg\ud800h\x85i"

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_pdf_pages(data: bytes) -> list[str]:
    """The text of each page, its lines joined."""
    with pypdfium2.PdfDocument(data) as document:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]


def paper_of(data: bytes) -> tuple[int, int]:
    """The width and height of a PDF's first page, in points."""
    with pypdfium2.PdfDocument(data) as document:
        width, height = document[0].get_size()
    return round(width), round(height)


def read_docx(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    """One part of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))  # noqa: S314  # ours


def docx_paragraphs(data: bytes) -> list[tuple[str, str]]:
    """The style of each paragraph and its text."""
    found = []
    for paragraph in read_docx(data).iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        text = "".join(each.text or "" for each in paragraph.iter(f"{WORD}t"))
        found.append((style.get(f"{WORD}val", "") if style is not None else "", text))
    return found


def words_in(path: Path) -> str:
    """What a saved file says, in whichever format its name ends."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return "\n".join(read_pdf_pages(data))
    if path.suffix == ".docx":
        return "\n".join(text for _, text in docx_paragraphs(data))
    text = data.decode()
    return html.unescape(re.sub(r"<[^>]*>", "", text)) if path.suffix == ".html" else text
