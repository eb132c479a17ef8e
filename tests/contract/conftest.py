"""The generator as a module, and a client generated from a contract that uses every construct."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


def _load_generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", HERE.parents[1] / "scripts" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def generate() -> ModuleType:
    """Give the module scripts/generate.py."""
    return _load_generate()


@pytest.fixture(scope="session")
def constructs(generate: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """Give the models generated from constructs.yaml, with the generator that is installed."""
    pytest.importorskip("openapi_python_client", reason="the generators are not installed here")
    folder = tmp_path_factory.mktemp("constructs")
    generate.build_api(HERE / "constructs.yaml", folder / "constructs_api")
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("constructs_api.models")
    finally:
        sys.path.remove(str(folder))
