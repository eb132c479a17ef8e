"""Write generated/ from spec/openapi.yaml, or check with --check that it is what would be written.

Everything is built in an empty temporary folder and takes generated/'s place only when every generator
succeeded without a warning, so nothing stale stays and nothing half-written appears.
"""

import argparse
import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "spec" / "openapi.yaml"
SETTINGS = ROOT / "spec" / "generator.yaml"
TEMPLATES = ROOT / "spec" / "templates"
REFERENCE = ROOT / "scripts" / "reference.py"
GENERATED = ROOT / "generated"
# The generators of the interpreter that runs this, also where its environment is not activated.
TOOLS = Path(sys.executable).parent
# Not the project's own rules: a change to those would change generated code.
RUFF = ("--isolated", "--no-cache", "--quiet", "--target-version=py311", "--config=line-length = 110")
RUFF_CHECK = (
    "check", *RUFF, "--fix", "--select=F401,I,UP", "--config=lint.isort.split-on-trailing-comma = false",
)  # fmt: skip
RUFF_FORMAT = ("format", *RUFF, "--config=format.skip-magic-trailing-comma = true")

Contract = dict[str, Any]

MODELS = (
    "--input-file-type=openapi",
    "--target-python-version=3.11",
    "--disable-timestamp",
    "--no-formatters",
    "--enum-field-as-literal=all",
)
TYPED_DICTS = (
    "--output-model-type=typing.TypedDict",
    "--no-use-closed-typed-dict",  # PEP 728 would need typing_extensions at run time
    "--use-generic-container-types",  # Sequence: list[FileSearchTool] fits where tools of any kind do
    "--type-overrides=" + json.dumps({"UploadFileRequest.file": "pdfai_api.types.FileInput"}),
)
PYDANTIC = (
    "--output-model-type=pydantic_v2.BaseModel",
    "--target-pydantic-version=2.14",
    "--field-constraints",
    "--use-annotated",
    "--use-type-alias",
    "--use-missing-sentinel",
    "--strict-nullable",  # what has a default may be left out, but is not null
    "--strict-types", "str", "int", "float", "bool",
    "--import-overrides=" + json.dumps({"StrictInt": "pdfai_wire.jsonint"}),
)  # fmt: skip
WIRE = '''"""The contract as types, params to call and schema to validate, and as contract.json."""
'''


class GenerationError(Exception):
    """A generator failed or warned; the message is what it said."""


def build(spec: Path, target: Path) -> None:
    """Write both packages into a folder that does not exist yet."""
    wire = target / "pdfai_wire"
    wire.mkdir(parents=True)
    with ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(build_api, spec, target / "pdfai_api"),
            pool.submit(_build_models, spec, wire / "params.py", TYPED_DICTS),
            pool.submit(_build_models, spec, wire / "schema.py", PYDANTIC),
            pool.submit(_run, sys.executable, REFERENCE, spec, target / "reference.md"),
        ]
    for job in jobs:
        job.result()
    (wire / "__init__.py").write_text(WIRE)
    (wire / "contract.json").write_text(_compact(read_contract(spec)), encoding="utf-8")
    shutil.copy(TEMPLATES / "jsonint.py", wire)
    for package in ("pdfai_api", "pdfai_wire"):
        (target / package / "py.typed").touch()
    _run("ruff", *RUFF_CHECK, target)
    _run("ruff", *RUFF_FORMAT, target)


def build_api(spec: Path, package: Path) -> None:
    """Write the client's package, unformatted."""
    with tempfile.TemporaryDirectory(prefix="pdfai-generate-") as folder:
        shown = Path(folder, "contract.json")
        shown.write_text(_compact(with_unions_shown(read_contract(spec))), encoding="utf-8")
        _run(
            "openapi-python-client", "generate", "--meta=none", "--fail-on-warning",
            f"--path={shown}", f"--output-path={package}",
            f"--config={SETTINGS}", f"--custom-template-path={TEMPLATES}",
        )  # fmt: skip
    # The generator has a fixed list of files to write; ours are fewer, and two have better names.
    (package / "client.py").rename(package / "request.py")
    (package / "errors.py").unlink()
    (package / "models" / "__init__.py").rename(package / "models.py")
    shutil.rmtree(package / "models")
    shutil.copy(TEMPLATES / "strict.py", package)


def read_contract(spec: Path) -> Contract:
    """The contract as JSON values."""
    contract: Contract = yaml.safe_load(spec.read_text(encoding="utf-8"))
    return contract


def with_unions_shown(contract: Contract) -> Contract:
    """Add a model that has every union among the components as a property.

    The generator tells its templates of objects and enums, but of a union only where a property is one.
    """
    schemas = contract["components"]["schemas"]
    unions = [name for name, schema in schemas.items() if _is_union(schema)]
    model = {
        "type": "object",
        "required": unions,
        "properties": {name: {"$ref": f"#/components/schemas/{name}"} for name in unions},
    }
    components = {**contract["components"], "schemas": {**schemas, "ComponentUnions": model}}
    return {**contract, "components": components}


def _is_union(schema: Contract) -> bool:
    return "oneOf" in schema or "anyOf" in schema or isinstance(schema.get("type"), list)


def _compact(contract: Contract) -> str:
    return json.dumps(contract, ensure_ascii=False, separators=(",", ":"))


def _build_models(spec: Path, module: Path, options: tuple[str, ...]) -> None:
    _run("datamodel-codegen", f"--input={spec}", f"--output={module}", *MODELS, *options)


def _run(tool: str, *arguments: str | Path) -> None:
    environment = {**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [TOOLS / tool, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    # datamodel-codegen cannot be told to fail on warnings, but prints them to stderr, and nothing else there.
    if done.returncode or done.stderr:
        raise GenerationError(f"{tool} failed:\n{done.stdout}{done.stderr}")


def differences(expected: Path, actual: Path) -> list[str]:
    """Name each file of `actual` that is changed, missing or orphaned, compared with `expected`."""
    wanted, found = _files(expected), _files(actual)
    _, changed, unreadable = filecmp.cmpfiles(expected, actual, wanted & found, shallow=False)
    verdicts = {"changed": changed + unreadable, "missing": wanted - found, "orphaned": found - wanted}
    return sorted(f"{name}: {verdict}" for verdict, names in verdicts.items() for name in names)


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def replace(built: Path, target: Path) -> None:
    """Put a finished folder in the place of another, whole."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".generated-") as staging:
        fresh, stale = Path(staging, "fresh"), Path(staging, "stale")
        shutil.copytree(built, fresh)
        if target.exists():
            target.rename(stale)
        fresh.rename(target)


def main(arguments: list[str] | None = None) -> int:
    """Write or check generated/; exit code 1 names what differs, or what a generator said."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; name each file that differs")
    parser.add_argument("--spec", type=Path, default=SPEC, help="another contract than ours")
    parser.add_argument("--output", type=Path, default=GENERATED, help="another folder than generated/")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pdfai-generate-") as folder:
        built = Path(folder, "generated")
        try:
            build(options.spec.resolve(), built)
        except GenerationError as error:
            print(error, file=sys.stderr)
            return 1
        if not options.check:
            replace(built, options.output.resolve())
            return 0
        found = differences(built, options.output)
    for difference in found:
        print(f"{options.output.name}/{difference}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
