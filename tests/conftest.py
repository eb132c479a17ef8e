"""What all tests share."""

import re

import pytest

pytest_plugins = ["pdfai.testing"]

OF_PICTURES = re.compile(r"/_async/test_(described|descriptions|image_description|ocr|scans).*\[.*trio")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave trio out where pictures are drawn: processes do that, whichever loop waits for them."""
    left_out = [item for item in items if OF_PICTURES.search(item.nodeid)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
