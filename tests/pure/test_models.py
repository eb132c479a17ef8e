"""The models under a name of pdfai's own."""

import pdfai_api.models

import pdfai.models
from pdfai.models import UNSET, CreateAssistantRequest


def test_all_of_them() -> None:
    """Every model of the contract, and what an absent property reads as."""
    assert set(pdfai.models.__all__) == {*pdfai_api.models.__all__, "UNSET", "Unset"}
    assert all(hasattr(pdfai.models, name) for name in pdfai.models.__all__)


def test_request_object() -> None:
    """What README's readers write."""
    assert CreateAssistantRequest(model="m").name is UNSET
