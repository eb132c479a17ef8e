"""What is checked before a change lands: `nox` runs all of it, `nox -s NAME` one part."""

import os
import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["lint", "types", "generated", "twin", "wheel", "tests", "openai_2", "schemathesis"]

# The last that answers a request whose JSON is broken; 5.16 leaves the client waiting.
PRISM = "@stoplight/prism-cli@5.14.2"
PYPROJECT = nox.project.load_toml("pyproject.toml")


@nox.session
def lint(session: nox.Session) -> None:
    """Style, format, and who may import whom."""
    session.install("-e", ".", *_group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Types of everything written by hand or generated, and of what callers may write."""
    session.install("-e", ".[all,testing]", *_group("types"), *_group("tests"), *_group("schemathesis"))
    session.run("mypy")
    session.run("pytest", "tests/typing")


@nox.session
def generated(session: nox.Session) -> None:
    """generated/ is what the contract gives."""
    session.install(*_group("generate"))
    session.run("python", "scripts/generate.py", "--check")


@nox.session
def regenerate(session: nox.Session) -> None:
    """Write generated/ anew from the contract."""
    session.install(*_group("generate"))
    session.run("python", "scripts/generate.py")


@nox.session
def migration(session: nox.Session) -> None:
    """A version file for a change of the server's tables: `-- "Threads have a title"`."""
    session.install("-e", ".[server]")
    session.run("python", "scripts/new_migration.py", *session.posargs)


@nox.session
def twin(session: nox.Session) -> None:
    """_sync is what _async gives, and nothing else."""
    session.install(*_group("lint"))
    session.run("python", "scripts/unasync.py", "--check")


@nox.session
def wheel(session: nox.Session) -> None:
    """The wheel carries three typed packages, and the client alone needs no extra."""
    built = _build(session)
    session.install(str(built))
    with session.chdir(session.create_tmp()):
        session.run("python", str(Path(__file__).parent / "scripts" / "check_wheel.py"), str(built))


@nox.session
def tests(session: nox.Session) -> None:
    """The tests, on the wheel as a user installs it."""
    # The generators too: a test generates from a contract of odd constructs.
    session.install(f"pdfai[all,testing] @ {_build(session).as_uri()}", *_group("tests"), *_group("generate"))
    # Most of them wait for processes of their own. Hypothesis draws the same each time, however slowly.
    workers = str((os.cpu_count() or 1) + 1)
    usual = ("-n", workers, "--dist", "loadfile", "--hypothesis-profile", "ci")
    session.run("pytest", *(session.posargs or usual))


@nox.session
def openai_2(session: nox.Session) -> None:
    """Programs written with the openai package's older line; the tests run them with the newer one."""
    session.install(f"pdfai[all,testing] @ {_build(session).as_uri()}", *_group("tests"))
    session.install("openai==2.*")
    session.run("pytest", "tests/server/test_openai_package.py", "tests/server/test_openai_helpers.py")


@nox.session
def schemathesis(session: nox.Session) -> None:
    """Thousands of requests, drawn from the contract by Schemathesis, to our server on loopback."""
    session.install(
        f"pdfai[all,testing] @ {_build(session).as_uri()}", *_group("tests"), *_group("schemathesis")
    )
    # A long campaign and a short one each for two; -rP shows what they did.
    campaigns = ("tests/fuzz", "-n", "auto", "--maxschedchunk", "1", "-rP")
    session.run("pytest", *campaigns, *session.posargs, env={"SCHEMATHESIS": "1"})


@nox.session
def mock(session: nox.Session) -> None:
    """Every call against Prism, a mock from npm of any contract: needs node."""
    folder = Path(session.create_tmp()).resolve()
    session.run("npm", "install", "--silent", "--prefix", str(folder), PRISM, external=True)
    session.install("-e", ".[all,testing]", *_group("tests"))
    session.run("pytest", "tests/mock", env={"PRISM": str(folder / "node_modules" / ".bin" / "prism")})


@nox.session
def stateful_mock(session: nox.Session) -> None:
    """The client against openai-responses, which wants an older openai package than the tests."""
    session.install("-e", ".[testing]", "openai-responses>=0.13", "pytest>=9.0", "trio>=0.30")
    session.run("pytest", "tests/mock/test_stateful_mock.py")


@nox.session
def libreoffice(session: nox.Session) -> None:
    """Word documents as LibreOffice reads them: needs soffice on the PATH."""
    if shutil.which("soffice") is None:
        session.skip("soffice is not on the PATH: install LibreOffice Writer")
    session.install("-e", ".[documents,saving]", *_group("tests"))
    session.run("pytest", "tests/documents/saving/test_libreoffice.py", env={"LIBREOFFICE": "1"})


@nox.session
def rapidocr(session: nox.Session) -> None:
    """Scans read by rapidocr, which weighs too much to be installed for each test."""
    session.install("-e", ".[documents,images,ocr]", *_group("tests"))
    session.run("pytest", "tests/documents/ocr/test_rapid.py")


@nox.session
def bench(session: nox.Session) -> None:
    """What things cost; `-- client --check` for one part, or search, server, answers, summary, ocr..."""
    part, arguments = (session.posargs or ["all"])[0], session.posargs[1:]
    wheel = _build(session).as_uri()
    if part in ("all", "client"):
        session.run("python", "benchmarks/client.py", *_contenders(session, wheel), *arguments)
    session.install(f"pdfai[all] @ {wheel}")
    # As pip leaves it; uv does not compile, and then it is the compiling that would be measured.
    session.run("python", "-m", "compileall", "-qq", session.virtualenv.location, success_codes=[0, 1])
    documents = ("rendering.py", "alt_text.py", "ocr.py")
    for name in ("search.py", "server.py", "answers/run.py", "chat.py", "summary.py", *documents):
        if part in ("all", name.partition("/")[0].removesuffix(".py")):
            session.run("python", f"benchmarks/{name}", *arguments)


def _contenders(session: nox.Session, wheel: str) -> list[str]:
    """An environment for each of those that are compared, as NAME=PYTHON."""
    packages = {
        "httpx": ["httpx", "orjson"],
        "pdfai": [f"pdfai @ {wheel}"],
        "pdfai+speed": [f"pdfai[speed] @ {wheel}"],
        "openai-2": ["openai==2.*"],
        "openai-3": ["openai==3.*"],
    }
    pythons = []
    for name, installed in packages.items():
        folder = Path(session.create_tmp()).resolve() / name
        python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        session.run("python", "-m", "venv", "--clear", str(folder), silent=True)
        session.run(str(python), "-m", "pip", "install", "-q", *installed, external=True)
        pythons.append(f"{name}={python}")
    return pythons


def _build(session: nox.Session) -> Path:
    """Build the wheel in the session's own folder."""
    folder = Path(session.create_tmp()).resolve() / "dist"
    session.install("build", "hatchling")
    session.run("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), silent=True)
    return next(folder.glob("*.whl"))


def _group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(PYPROJECT, name))
