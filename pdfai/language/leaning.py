"""Sentences that say little without the one before them."""

import re

from pdfai.language.words import fold

_POINTS_BACK = re.compile(
    r"""(?:this|that|these|those|it|they|both|such|then|otherwise|instead|he|she
    |dies(?:e[mnrs]?)?|es|sie|er|dabei|dadurch|damit|hierbei|dann|letztere[rs]?|andernfalls|sonst
    |ce|cet|cette|ces|cela|ceci|celui-ci|celle-ci|ceux-ci|il|ils|elle|elles|sinon
    |est[aeo]s?|es[aeo]s?|ellos?|ellas?|asi|entonces|ess[ae]s?|isto|isso|eles?|elas?|assim
    |questo|questa|questi|queste|esso|essa|dit|deze|dat|het|ze)\b
    |(?:이|그|이것|그것|이때|이들|여기서|따라서|그러므로)(?=[\s은는을를이가])|[这那此该它其]|これ|それ|この|その""",
    re.VERBOSE,
)
_SHORT = 30
_WIDE = 2
"""Letters outside Latin say about as much as two of it."""


def leans(text: str) -> bool:
    """Whether a sentence points back to the one before it, or is too short to stand alone."""
    width = len(text) if text.isascii() else _WIDE * len(text)
    return width < _SHORT or bool(_POINTS_BACK.match(fold(text[:_SHORT])))
