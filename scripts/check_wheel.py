"""Check a built wheel, which is installed without extras in the running environment.

python scripts/check_wheel.py pdfai-0.1.0-py3-none-any.whl
"""

import importlib.util
import sys
import zipfile
from pathlib import Path

PACKAGES = ("pdfai", "pdfai_api", "pdfai_wire")
DATA = (
    "pdfai_wire/contract.json",
    "pdfai/documents/saving/page.typ",
    "pdfai/server/store/migrations/versions/0001_first_tables.py",
)
EXTRAS_ONLY = (
    "alembic",
    "fastapi",
    "markdown_it",
    "nh3",
    "pydantic",
    "pypdfium2",
    "sqlalchemy",
    "typer",
    "typst",
    "uvicorn",
)


def main(wheel: Path) -> int:
    """Print what is wrong; the exit code."""
    names = zipfile.ZipFile(wheel).namelist()
    problems = [f"{package} is not typed" for package in PACKAGES if f"{package}/py.typed" not in names]
    problems += [f"{name} is missing" for name in DATA if name not in names]
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    problems += [f"{top} does not belong into the wheel" for top in sorted(tops - set(PACKAGES))]
    problems += [f"the client needs {name}" for name in EXTRAS_ONLY if importlib.util.find_spec(name)]
    import pdfai  # noqa: PLC0415  # after what is missing was looked for

    if Path(pdfai.__file__).is_relative_to(Path(__file__).resolve().parent.parent / "pdfai"):
        problems.append("pdfai was imported from the checkout, not from the wheel")
    with pdfai.OpenAIClient.create_with_api_key("key").with_base_domain("http://localhost").build() as client:
        print(client)
    try:
        pdfai.OpenAIClient.embedded()
    except pdfai.MissingExtraError as error:
        print(error)
    else:
        problems.append("a missing extra is not told")
    print("\n".join(problems) or f"{wheel.name}: {len(names)} files, {wheel.stat().st_size / 1024:.0f} kB")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
