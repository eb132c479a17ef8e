"""Makes the PDFs with pictures of this folder: `python tests/documents/data/make_pictures.py`.

Needs the packages `typst`, `pikepdf`, `pillow` and `reportlab`, LibreOffice, Chromium, and Lato installed.
"""

import base64
import io
import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pikepdf  # type: ignore[import-not-found,unused-ignore]  # only who changes the data needs it
import typst  # type: ignore[import-not-found,unused-ignore]
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped,import-not-found,unused-ignore]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped,import-not-found,unused-ignore]

HERE = Path(__file__).parent


def drawing(colour: str, *, transparent: bool = False) -> bytes:
    """A PNG of a disc, a square or so."""
    image = Image.new("RGBA" if transparent else "RGB", (60, 40), (0, 0, 0, 0) if transparent else "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((5, 5, 35, 35), fill=colour)
    pen.rectangle((38, 10, 55, 30), outline="black", fill="gold")
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


RED, BLUE, MASKED = drawing("firebrick"), drawing("navy"), drawing("teal", transparent=True)


def address(data: bytes) -> str:
    """The picture itself, where a page wants its address."""
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Garden report</title><meta charset="utf-8">
<style>body, h1 {{ font-family: Lato }}</style></head><body>
<h1>Garden report</h1>
<p>The pond was dug in May. <a href="https://garden.example/pond">Its plan</a> is public.</p>
<p><img src="{address(RED)}" alt="The pond in May" width="180" height="120"></p>
<p>The hedge was planted a month later, in <img src="{address(BLUE)}" width="30" height="20"> blue pots.</p>
<p><img src="{address(MASKED)}" width="180" height="120"></p>
<p>Nothing else was done before the winter.</p></body></html>"""

TYPST = """#set document(title: "Garden report")
#set text(lang: "en")
= Garden report
The pond was dug in May. #link("https://garden.example/pond")[Its plan] is public.
#figure(image("red.png", width: 5cm, alt: "The pond in May"), caption: [The pond])
The hedge was planted in #box(image("blue.png", width: 1cm)) blue pots.
#image("masked.png", width: 5cm)
Nothing else was done before the winter."""


def by_typst(folder: Path) -> None:
    """Tagged, one picture with alternative text."""
    for name, data in (("red", RED), ("blue", BLUE), ("masked", MASKED)):
        (folder / f"{name}.png").write_bytes(data)
    (folder / "page.typ").write_text(TYPST)
    now = int(datetime(2026, 3, 12, tzinfo=UTC).timestamp())
    typst.compile(folder / "page.typ", output=HERE / "pictures-typst.pdf", timestamp=now)


def by_libreoffice(folder: Path) -> None:
    """Once with tags, once without."""
    for name, is_tagged in (("pictures-writer", "false"), ("pictures-writer-tagged", "true")):
        (folder / f"{name}.html").write_text(PAGE)
        options = f'{{"UseTaggedPDF":{{"type":"boolean","value":"{is_tagged}"}}}}'
        command = ["soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to"]
        command += [f"pdf:writer_pdf_Export:{options}", "--outdir", str(HERE), str(folder / f"{name}.html")]
        subprocess.run(command, check=True)


def by_chromium(folder: Path) -> None:
    """Tagged."""
    (folder / "page.html").write_text(PAGE)
    written = HERE / "pictures-chromium.pdf"
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--no-pdf-header-footer",
        f"--print-to-pdf={written}",
    ]
    subprocess.run([*command, str(folder / "page.html")], check=True, env={**os.environ, "HOME": str(folder)})


def by_reportlab() -> None:
    """Untagged: pictures inline, in a form, and twice; a link, an outline, a form field, an attachment."""
    canvas = Canvas(str(HERE / "pictures-reportlab.pdf"), pagesize=(400, 500), invariant=1)
    canvas.setTitle("Garden report")
    red, blue, masked = (ImageReader(io.BytesIO(each)) for each in (RED, BLUE, MASKED))
    canvas.bookmarkPage("pond")
    canvas.addOutlineEntry("The pond", "pond")
    canvas.drawString(40, 460, "The pond was dug in May (its plan is public).")
    canvas.linkURL("https://garden.example/pond", (40, 450, 200, 475))
    canvas.line(40, 440, 360, 440)
    canvas.drawImage(red, 40, 300, 180, 120)
    canvas.drawString(40, 280, "The hedge was planted a month later.")
    canvas.beginForm("plan", 0, 0, 180, 120)
    canvas.drawImage(blue, 0, 0, 90, 60)
    canvas.drawString(95, 20, "the plan")
    canvas.endForm()
    canvas.saveState()
    canvas.translate(40, 150)
    canvas.doForm("plan")
    canvas.restoreState()
    canvas.drawInlineImage(Image.open(io.BytesIO(RED)), 240, 150, 90, 60)
    canvas.acroForm.textfield(name="remark", x=40, y=60, width=200, height=20, value="well done")
    canvas.showPage()
    canvas.drawString(40, 460, "Nothing else was done before the winter.")
    canvas.drawImage(red, 40, 300, 180, 120)
    canvas.drawImage(masked, 40, 150, 180, 120, mask="auto")
    canvas.showPage()
    canvas.save()
    with pikepdf.open(HERE / "pictures-reportlab.pdf", allow_overwriting_input=True) as document:
        document.attachments["plan.txt"] = b"Two metres deep."
        document.save(deterministic_id=True)


with tempfile.TemporaryDirectory() as name:
    by_typst(Path(name))
    by_libreoffice(Path(name))
    if shutil.which("chromium"):
        by_chromium(Path(name))
by_reportlab()
