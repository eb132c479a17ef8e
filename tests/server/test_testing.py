"""What `pytest_plugins = ["pdfai.testing"]` does in somebody's own tests."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pdfai import OpenAIClient
from pdfai.testing import contract_transport

CONFTEST = """
from pdfai.testing import contract_transport
pytest_plugins = ["pdfai.testing"]
"""
A_TEST_THAT_FAILS = """
import threading
import httpx
from pdfai.testing import ScriptedModel

def test_fails_while_the_model_thinks(serve):
    model = ScriptedModel("Too late.")
    model.may_answer.clear()
    body = {"model": "m", "messages": [{"role": "user", "content": "?"}]}
    ask = lambda url: httpx.post(f"{url}/chat/completions", json=body, timeout=30)
    threading.Thread(target=ask, args=[serve(model)], daemon=True).start()
    while not model.prompts:
        pass
    assert False, "on purpose"
"""


def test_a_test_that_fails_ends(tmp_path: Path) -> None:
    """Also while a request is open; and nothing on the way is worth a warning."""
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_it.py").write_text(A_TEST_THAT_FAILS)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-W",
        "error::pytest.PytestWarning",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert "on purpose" in done.stdout
    assert "1 failed" in done.stdout.splitlines()[-1], done.stdout


def test_threads_may_share_the_mock() -> None:
    """Each is answered what it asked."""
    client = OpenAIClient.create_with_api_key("any").with_transport(contract_transport()).build()
    with ThreadPoolExecutor(16) as threads:
        runs = list(threads.map(lambda n: client.get_run(f"thread_{n}", f"run_{n}"), range(300)))
    assert [(run.id, run.thread_id) for run in runs] == [(f"run_{n}", f"thread_{n}") for n in range(300)]
