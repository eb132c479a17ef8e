"""Cuts endings off the words of a question, so that other forms of the words are found too."""

import re

_SHORTEST_STEM = 4
_ENDINGS = re.compile(
    """(?:
    ations?|ings?|ies|ied|edly|ments?|ities|ity|ers?|ed|es|s|y|e|ly         # English
    |ungen|ung|ernen|ens|ern|en|em|er|n                                     # German
    |eaux|aux|eur|euse|ee|ees|ent|ant|er|ez|ir|ait                          # French
    |aciones|acion|iones|ion|ions|adas|ados|ada|ado|idas|idos|ida|ido|ando|iendo|ar|os|as|o|a   # Spanish
    |acoes|acao|oes|ao|endo|eis|is|ais|al                                   # Portuguese
    )$""",
    re.VERBOSE,
)
_KOREAN_ENDINGS = re.compile(
    """(?<=..)(?:
    여야|이어야|어야
    |되었습니까|하였습니까|했습니까|되었나요|하였나요|했나요|되었습니다|하였습니다|했습니다|이었습니까|였습니까|인가요|입니까|입니다|인지
    |하려면|되려면|합니까|됩니까|합니다|됩니다|하나요|되나요|하는지|되는지|하는가|되는가|하십시오|해야|하는|되는|하고|되고|하여|되어|하면|되면|하기|되기|한|된|할|될
    |에서는|에서의|으로는|으로의|에게서|에서|에게|까지|부터|보다|처럼|마다|이라는|라는|이란|란|으로|이나|이며|에는|에도|과의|와의|들은|들이|들을|들의|들
    |은|는|이|가|을|를|의|에|로|와|과|도|만|나|며
    )$""",
    re.VERBOSE,
)
_KOREAN_AFTER_ONE_LETTER = re.compile("(?<=^.)(?:[은는을를]|입니까|입니다|인가요|인지)$")


def stem(word: str) -> str:
    """A beginning that the word shares with its other forms; the word itself when it is short."""
    cut = _ENDINGS.sub("", word)
    if len(cut) >= _SHORTEST_STEM and len(word) > _SHORTEST_STEM:
        return cut
    # Four letters or fewer remain: only a plural's ending is safe to leave off.
    return word[:-1] if len(word) == _SHORTEST_STEM + 1 and word.endswith("s") else word


def korean_stem(run: str) -> str:
    """A run without its particle or verb ending."""
    return _KOREAN_ENDINGS.sub("", _KOREAN_AFTER_ONE_LETTER.sub("", run))
