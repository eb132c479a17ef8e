"""Cuts running text into sentences, in any of the languages that end them with a mark."""

import re

from pdfai.language.tokens import CJK, HANGUL

# A lower-case letter goes on with the sentence; any other letter, a digit or an opening mark begins one.
_ENDS = re.compile(
    r"[。！？][”」』）]*\s*(?=\S)"
    # Korean has no small letters: what follows there is a term of another language.
    rf"|(?<=[{HANGUL}])[.!?]\s+(?=\S)"
    rf"|[.!?…][\"'”’»)\]]*\s+(?=[^\W\d_a-zß-öø-ÿ]|[\d\"“„«(¿¡\[{CJK}])"
)
_ABBREVIATIONS = frozenset(
    """
    al approx art bd bspw bzw ca cf chap co corp d.h dr e.g ed eds eg etc fig figs i.d.r i.e ie inc jr ltd
    m.e max min mme mr mrs ms mt no nos nr núm num p p.ej p.ex pag pág par pp prof resp s sec sect sog sr sra
    ss st tab u.a u.u usw v.a vgl vol vs z.b z.t zzgl
    """.split()  # noqa: SIM905 - as a list it would fill forty lines
)
_MONTHS = re.compile(r"(?:jan|f[eé]b|m[äa]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[zc])", re.IGNORECASE)


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph, each as it stands there."""
    sentences, start = [], 0
    for end in _ENDS.finditer(text):
        if _is_end(text[start : end.start() + 1], text[end.end() : end.end() + 3]):
            sentences.append(text[start : end.end()].strip())
            start = end.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _is_end(before: str, after: str) -> bool:
    """Whether a full stop ends a sentence, and not only "e.g.", an initial or a German date's day."""
    if not before.endswith("."):
        return True
    word = before.rsplit(None, 1)[-1].rstrip(".").lstrip('(["“„«')
    if word.isdigit() and len(word) <= 2:
        return not _MONTHS.match(after) and len(before) > len(word) + 1
    return not (word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()))
