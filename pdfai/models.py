"""The objects of the API: what calls return, and request objects to give them in place of keywords."""

from pdfai_api import models
from pdfai_api.models import *  # noqa: F403  # its own list says which
from pdfai_api.types import UNSET, Unset

__all__ = ["UNSET", "Unset"]
__all__ += models.__all__
