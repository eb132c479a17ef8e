"""The manuals' PDFs: out of a folder, or out of the Debian packages that hold them."""

import gzip
import hashlib
import subprocess
import tempfile
from pathlib import Path

from answers.questions import Manual
from platformdirs import user_cache_path

CACHE = user_cache_path("pdfai-benchmarks")


def pdf(manual: Manual, folder: Path | None) -> bytes:
    """The manual's PDF, which must be the very one that the questions were written on.

    `folder` holds it as NAME.pdf; without a folder its package is downloaded, the first time.
    """
    path = (folder or CACHE) / f"{manual.name}.pdf"
    if folder is None and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_out_of_package(manual))
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != manual.sha256:
        raise SystemExit(
            f"{path} is not the PDF of {manual.package} {manual.version} that the questions are about"
        )
    return data


def _out_of_package(manual: Manual) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "--extract", _package(manual), folder], check=True)
        data = (Path(folder) / manual.file).read_bytes()
    return gzip.decompress(data) if manual.file.endswith(".gz") else data


def _package(manual: Manual) -> Path:
    """The package, kept for the other manuals in it."""
    folder = CACHE / f"{manual.package}_{manual.version}"
    if not folder.exists():
        folder.mkdir(parents=True)
        try:
            name = f"{manual.package}={manual.version}"
            subprocess.run(["apt-get", "download", name], cwd=folder, check=True)
        except subprocess.CalledProcessError:
            folder.rmdir()
            raise
    (package,) = folder.glob("*.deb")
    return package
