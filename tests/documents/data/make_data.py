"""Makes the PDFs of this folder: `python tests/documents/data/make_data.py FONT_FOLDER`.

Needs the packages `typst`, `pikepdf` and `reportlab`, LibreOffice, and the fonts Lato, NanumGothic and Noto
Sans CJK, in that folder and installed.
"""

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf  # type: ignore[import-not-found,unused-ignore]  # only who changes the data needs it
import typst  # type: ignore[import-not-found,unused-ignore]

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parents[1])]

import manual_en  # type: ignore[import-not-found,unused-ignore]  # noqa: E402  # found through the path set above
from pdf_writer import write_pdf  # type: ignore[import-not-found,unused-ignore]  # noqa: E402  # found through the path set above

PLAIN = write_pdf([f"Secret of page {number}: velvet otter {number}." for number in (1, 2)])
MINUTES = [
    """Comunidad de regantes de la acequia del Molino

Acta de la junta del 12 de enero de 2026

Asisten veintisiete de los cuarenta y un comuneros, que suman el 71 % de la superficie regable.
Preside doña Remedios Alcañiz; actúa de secretario don Íñigo Ferrer.

1. Turnos de riego. Se aprueba por mayoría que los turnos empiecen el 15 de abril.
Cada parcela recibirá agua cada nueve días, a razón de dos horas por hectárea.

2. Reparación de la compuerta. El presupuesto más bajo asciende a 8.640 euros, sin impuestos.
La obra durará tres semanas y deberá terminar antes del 31 de marzo.""",
    """3. Cuotas. La cuota anual sube de 54 a 58 euros por hectárea.
Quien pague antes del 1 de marzo tendrá un descuento del 4 %.

4. Ruegos y preguntas. Don Julián Peñarroya pide que se limpie el tramo del puente viejo.
¿Quién se hará cargo? Se acuerda que lo haga la brigada municipal en febrero.

Y sin más asuntos que tratar, se levanta la sesión a las veinte horas y quince minutos.""",
]
ENCRYPTIONS = {
    "rc4-40": pikepdf.Encryption(user="open sesame", owner="boss", R=2, aes=False, metadata=False),
    "rc4-128": pikepdf.Encryption(user="open sesame", owner="boss", R=3, aes=False, metadata=False),
    "aes-128": pikepdf.Encryption(user="open sesame", owner="boss", R=4, aes=True),
    "aes-256": pikepdf.Encryption(user="open sesame", owner="boss", R=6, aes=True),
    "aes-256-korean": pikepdf.Encryption(user="열려라 참깨", owner="boss", R=6, aes=True),
    "rc4-128-latin": pikepdf.Encryption(user="pässwörd", owner="boss", R=3, aes=False, metadata=False),
    "aes-256-owner-only": pikepdf.Encryption(user="", owner="boss", R=6, aes=True),
}

for source in HERE.glob("*.typ"):
    typst.compile(
        source,
        output=source.with_suffix(".pdf"),
        font_paths=[Path(folder) for folder in sys.argv[1:]],
        ignore_system_fonts=True,
        timestamp=int(datetime(2026, 3, 12, tzinfo=UTC).timestamp()),
    )
for name, encryption in ENCRYPTIONS.items():
    with pikepdf.open(BytesIO(PLAIN)) as pdf:
        pdf.save(HERE / f"encrypted-{name}.pdf", encryption=encryption)
with pikepdf.open(BytesIO(PLAIN)) as pdf:
    alert = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('hello')")
    pdf.pages[0].AA = pdf.make_indirect(pikepdf.Dictionary(O=pdf.make_indirect(alert)))
    pdf.save(
        HERE / "packed-script.pdf",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
WEB_READY = write_pdf([f"Page {number} of a web-ready file." for number in range(1, 31)])
with pikepdf.open(BytesIO(WEB_READY)) as pdf:
    pdf.save(HERE / "linearized.pdf", linearize=True)
with pikepdf.open(BytesIO(write_pdf(MINUTES))) as pdf:
    pdf.Root.Lang = "es-ES"
    pdf.docinfo["/Title"] = "Acta de la junta del 12 de enero de 2026"
    pdf.save(
        HERE / "minutes-es.pdf",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=True,
        deterministic_id=True,
    )
manual_en.write(HERE / "manual-en.pdf")
for page in HERE.glob("*.html"):
    as_a_text = ["--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"]
    subprocess.run(["soffice", "--headless", *as_a_text, "--outdir", HERE, page], check=True)
