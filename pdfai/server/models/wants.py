"""What kind of answer a question wants, read off its question words."""

import re

_PATTERNS = {
    "number": r"""
        \bhow\ (?:many|much|large|big|long|often|high|far|old)\b
        |\bwhat\ (?:percentage|number|share|size|amount)\b
        |\bwie\ ?(?:viele?|hoch|gross|lange?|oft|weit)\b
        |\bcombien\b|\bquel(?:le)?\ (?:est\ )?(?:le\ |la\ |l\ )?(?:nombre|montant|taille|part)\b
        |\bcuant[oa]s?\b|\bquant[oa]s?\b
        |몇|얼마|多少|几|多大|多长|多高|幾""",
    "money": r"""
        \bhow\ (?:much\ (?:do|does|did|will|would)\b.*\bcost|expensive)\b|\b(?:do|does|did|will)\b.*\bcost\b
        |\bprice\ of\b|\bkoste[tn]?\b|\bpreise?s?\b|\bcoute(?:nt)?\b|\bprix\b|\bsalaire\b
        |\bcuestan?\b|\bprecios?\b|\bcustam?\b|\bprecos?\b|가격|价格|價格|多少钱""",
    "clock": r"""
        \bwhat\ time\b|\b(?:wie\ ?viel|um\ wieviel)\ uhr\b|\buhrzeit\b|\bquelle\ heure\b|\bque\ horas?\b
        |몇\ ?시(?!\ ?간)|几点|幾點""",
    "telephone": r"\b(?:tele)?phone\ number\b|\btelefon(?:nummer|o)?\b|\btelephone\b|전화\ ?번호|电话号码",
    "date": r"""
        \bwhen\b|\bwhat\ (?:date|year|day)\b|\bin\ which\ year\b
        |\bwann\b|\bquand\b|\bcuando\b|\bquando\b
        |언제|몇\ ?년|何时|什么时候|哪年|哪一年""",
    "person": r"""
        \bwho(?:m|se)?\b|\bw(?:er|em|en)\b|\bqui\b(?!\ est-ce\ que)|\bquien(?:es)?\b|\bquem\b
        |누가|누구|谁|誰""",
    "reason": r"""
        \bwhy\b|\bwarum\b|\bweshalb\b|\bwieso\b|\bpourquoi\b|\bpor\ ?que\b
        |왜|이유|为什么|为何|為什麼""",
    "definition": r"""
        ^what(?:\ is|\ are|'s|’s)\ (?:an?\ |the\ )?\S+(?:\ \S+){0,2}\W*$|\bstands?\ for\b|\bmeans?\b
        |^was\ (?:ist|sind|bedeutet)\b|qu['’\ ]est[-\ ]ce\ qu|^\W?que\ (?:es|son|significa)\b
        |^o\ que\ (?:e|sao|significa)\b
        |무엇|뜻|什么是|是什么""",
}
_COUNTED = re.compile(
    r"""(?:\bhow\ many\ |\bwie\ ?vielen?\ |\bcombien\ d(?:e\ |['’])
        |\b[cq]uant[oa]s\ |(?:^|\s)몇\ )
        ([^\W\d_]{2,})""",
    re.VERBOSE,
)
_WANTED = {name: re.compile(pattern, re.VERBOSE) for name, pattern in _PATTERNS.items()}


def wanted(folded: str) -> frozenset[str]:
    """Any of the kinds above: what the answer to a folded question should hold."""
    return frozenset(name for name, pattern in _WANTED.items() if pattern.search(folded))


def without_measure(folded: str) -> str:
    """The question without "how long" or "wie hoch", which no answer repeats."""
    # Scripts without spaces keep theirs: what is left of the word would be taken for a subject.
    return _WANTED["number"].sub(lambda match: " " if match[0].isascii() else match[0], folded)


def counted(folded: str) -> str:
    """What is to be counted, as in "how many files": "files"; "" when nothing is."""
    found = _COUNTED.search(folded)
    return found[1] if found else ""
