"""generate.py writes all or nothing, and notices every difference."""

import json
import shutil
from importlib import resources
from pathlib import Path
from types import ModuleType

import pytest

FILES = {
    "pdfai_api/types.py": "UNSET = None\n",
    "pdfai_api/py.typed": "",
    "pdfai_wire/params.py": "import typing\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.fixture
def built(generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a generated/ folder, and make the generators write the same again."""
    fresh = write(tmp_path / "fresh", FILES)
    monkeypatch.setattr(generate, "build", lambda _spec, target: shutil.copytree(fresh, target))
    return write(tmp_path / "generated", FILES)


def check(generate: ModuleType, folder: Path) -> int:
    return int(generate.main(["--check", "--output", str(folder)]))


def test_check_accepts_what_would_be_written(generate: ModuleType, built: Path) -> None:
    """Equal folders pass, and Python's caches are no files of ours."""
    write(built, {"pdfai_api/__pycache__/types.cpython-311.pyc": "cache"})
    assert check(generate, built) == 0


def test_check_names_changed_missing_and_orphaned_files(
    generate: ModuleType, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind of difference fails the check, one line per file."""
    write(built, {"pdfai_api/types.py": "UNSET = 1\n", "pdfai_api/models/left_over.py": ""})
    (built / "pdfai_wire/params.py").unlink()
    assert check(generate, built) == 1
    assert capsys.readouterr().err.splitlines() == [
        "generated/pdfai_api/models/left_over.py: orphaned",
        "generated/pdfai_api/types.py: changed",
        "generated/pdfai_wire/params.py: missing",
    ]
    assert (built / "pdfai_api/types.py").read_text() == "UNSET = 1\n"


def test_check_notices_an_empty_file(generate: ModuleType, built: Path) -> None:
    """py.typed has no content to differ; its absence counts all the same."""
    (built / "pdfai_api/py.typed").unlink()
    assert check(generate, built) == 1


def test_writing_leaves_nothing_stale(generate: ModuleType, built: Path) -> None:
    """A file that is no longer generated is gone afterwards, and so is the staging folder."""
    write(built, {"pdfai_api/types.py": "old", "pdfai_api/left_over.py": ""})
    assert generate.main(["--output", str(built)]) == 0
    assert check(generate, built) == 0
    assert sorted(path.name for path in built.parent.iterdir()) == ["fresh", "generated"]


def test_a_failing_generator_changes_nothing(
    generate: ModuleType, built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the generator said is shown, and generated/ stays as it was."""

    def fail(_spec: Path, target: Path) -> None:
        write(target, {"pdfai_api/types.py": "half"})
        raise generate.GenerationError("openapi-python-client failed: no such schema")

    monkeypatch.setattr(generate, "build", fail)
    assert generate.main(["--output", str(built)]) == 1
    assert "no such schema" in capsys.readouterr().err
    assert (built / "pdfai_api/types.py").read_text() == FILES["pdfai_api/types.py"]


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("required: [event, data]", "required: [data]", "a union of objects without a discriminator"),
        ("requestBody: {required: true, ", "requestBody: {", "a body that asks for it is required"),
        ("name: flag, in: query", "name: flag, in: header", "header and cookie parameters have no place"),
        ("type: string}, {type: array", "$ref: '#/components/schemas/Rows'}, {type: array", "several arrays"),
        ("name: {type: string}", "_name: {type: string}", "not a name a property can have"),
    ],
)
def test_what_cannot_be_expressed_stops_generation(
    generate: ModuleType, tmp_path: Path, written: str, instead: str, said: str
) -> None:
    """With a word on why, rather than with code that loses something."""
    pytest.importorskip("openapi_python_client", reason="the generators are not installed here")
    constructs = (Path(__file__).parent / "constructs.yaml").read_text()
    rows = "    Rows: {type: array, items: {$ref: '#/components/schemas/Message'}}\n"
    contract = tmp_path / "contract.yaml"
    contract.write_text(constructs.replace(written, instead) + rows)
    with pytest.raises(generate.GenerationError) as caught:
        generate.build_api(contract, tmp_path / "pdfai_api")
    assert said in " ".join(str(caught.value).split())


def test_the_contract_comes_along(generate: ModuleType) -> None:
    """An installed pdfai has the contract itself, as JSON."""
    installed = resources.files("pdfai_wire").joinpath("contract.json").read_text(encoding="utf-8")
    assert json.loads(installed) == json.loads(json.dumps(generate.read_contract(generate.SPEC)))


def test_every_template_says_why_it_exists(generate: ModuleType) -> None:
    """The first line of each is a comment with the reason."""
    for template in generate.TEMPLATES.iterdir():
        first = template.read_text().splitlines()[0]
        assert first.startswith(("{# ", "# ")), template.name
