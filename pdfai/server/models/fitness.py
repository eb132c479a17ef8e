"""How well a piece of text suits the kind of question, whatever it is about."""

import re

from pdfai.language.layout import Unit
from pdfai.language.tokens import estimate_tokens
from pdfai.language.words import fold, numbers
from pdfai.server.models.questions import Question

_FITS, _DOES_NOT = 1.15, 0.75
_ROW_FITS = 1.1
_LACKS_IT = 0.6
_SPELLS_OUT = 1.4
_COUNTS_IT, _COUNTS_SOMETHING_ELSE = 1.2, 0.8
_NUMBER_WORDS = {
    language: re.compile(pattern)
    for language, pattern in {
        "en": r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million)\b",
        "de": r"\b(?:zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|hundert|tausend|millionen)\b",
        "fr": r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|cent|mille|millions?)\b",
        "es": r"\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|cien|mil|millon(?:es)?)\b",
        "pt": r"\b(?:dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|cem|mil|milh(?:ao|oes))\b",
        "ko": r"(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열) ?"
        r"(?:개|명|가지|번|대|곳|시간|분|주|종류|단계|줄|쪽|장|달|배)",
        "zh": r"[二两三四五六七八九十百千万]",
    }.items()
}
"""By language, because Spanish "once" and English "dos" are words of the other too."""
_AMOUNTS = re.compile(r"(?<![^\W\d_])(?<![\d.=/-])(?!(?:19|20)\d\d(?!\d|[.,]\d))\d[\d.,]*")
"""Not years, and not the number in SHA-256 or x=1."""
_REFERENCES = re.compile(
    r"""^\(?\d{1,2}[.)]\s
    |\b[a-z]?\d*(?:\.\d+){2,}
    |\b(?:sections?|abschnitt|seccion|secao|chap[a-z]*|kapitel|capitulo|tables?|tabelle|tableau|tabla|tabela
        |figur[ae]?s?|abbildung|pages?|seiten?|paginas?|appendix|anhang)\ [a-z]?[\d.]+
    |第\ ?\d[\d.]*\ ?[节章页]""",
    re.VERBOSE,
)
"""Numbers that only say where."""
_DATES = re.compile(
    r"""(?:19|20)\d\d|\d\ ?[년월일年月日]
    |\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b
    |\b(?:januar|februar|marz|mai|juni|juli|oktober|dezember
        |janvier|fevrier|avril|juin|juillet|aout|decembre
        |enero|febrero|abril|mayo|junio|julio|agosto|octubre|diciembre
        |janeiro|fevereiro|maio|outubro|dezembro)\b""",
    re.VERBOSE,
)
_KINDS = {
    "money": re.compile(
        r"[$€£¥₩]|\b(?:usd|eur|euros?|dollars?|dolares|francs?|francos|pounds?|reais|cents?)\b|\d\ ?[원元円]"
    ),
    "clock": re.compile(
        r"\b\d{1,2}\ ?[:h]\ ?\d\d\b|\b\d{1,2}\ (?:uhr|a\.?m|p\.?m|o['’]clock)\b|\d\ ?[시点點時]"
    ),
    "telephone": re.compile(r"\+?\d[\d /().-]{6,}\d"),
}
_NAMES = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_]+)?\s+[A-ZÀ-Þ][^\W\d_]+")
_LATIN = re.compile(r"[^\W\d_]", re.ASCII)
_REASONS = re.compile(
    r"""\b(?:because|since|due\ to|as\ a\ result|reason|so\ that|in\ order\ to|weil|denn|wegen|damit|grund
        |parce\ que|raison|afin|porque|debido|razon|pois|devido|razao)\b
    |때문|이유|위해|因为|由于|原因|因為|由於|以便""",
    re.VERBOSE,
)
_DEFINITIONS = re.compile(
    r"""\b(?:is|are|means?|stands\ for|refers\ to|ist|sind|bedeutet|bezeichnet|steht\ fur
        |est|sont|signifie|designe|es|son|significa|e|sao)\b
    |[은는란]\s|이란|是|指""",
    re.VERBOSE,
)
_PROMPT = re.compile(r"\$ |[\w.-]+@\S*[#$] ")
"""A shell's."""
_MEANINGS = re.compile(
    r"""\b(?:means|meaning|stands?\ for|abbreviat|bedeutet|heisst|steht\ fur|signifie|veut\ dire
        |significa|quer\ dizer|quiere\ decir)|뜻|의미|이란|意思|意味""",
    re.VERBOSE,
)
_SUBJECT_COMES_EARLY = 60
_SHORTLY = 30
_BEGINS_WITH_A_NUMBER = re.compile(r"\S*\s+\d")
_READABLE_TOKENS = 70
_MUCH_TOO_LONG = 150
_FRAGMENT = 12
_FEWEST_LETTERS = 0.65
_HARD_TO_READ = 0.6
_A_QUESTION_ITSELF = 0.5


def fitness(unit: Unit, question: Question) -> float:
    """Around 1; more for the kind of answer asked for, less for what is hard to read as an answer."""
    return kind_fits(unit, question) * _reads_well(unit)


def kind_fits(unit: Unit, question: Question) -> float:
    """Above 1 when the unit holds the number, date, name or reason asked for, below when it does not."""
    folded = fold(unit.text)
    factor = 1.0
    if "date" in question.wants:
        factor *= _FITS if _DATES.search(folded) else _DOES_NOT
    elif "number" in question.wants:
        fits = _FITS * (_ROW_FITS if unit.kind == "row" else 1.0)
        factor *= fits if _names_a_new_number(folded, question) else _DOES_NOT
        if question.counted:
            factor *= _COUNTS_IT if _counts(folded, question) else _COUNTS_SOMETHING_ELSE
    for kind in question.wants & _KINDS.keys():
        factor *= _FITS if _KINDS[kind].search(folded) else _LACKS_IT
    if "person" in question.wants and _LATIN.search(unit.text):
        factor *= _FITS if _names_someone(unit.text, question) else _DOES_NOT
    if "reason" in question.wants and _REASONS.search(folded):
        factor *= _FITS
    if "definition" in question.wants:
        factor *= _defines(folded, question)
    return factor


def _defines(folded: str, question: Question) -> float:
    factor = _FITS if _DEFINITIONS.search(folded[:_SUBJECT_COMES_EARLY]) else 1.0
    if _MEANINGS.search(folded):
        factor *= _FITS
    if any(abbreviated.search(folded) for abbreviated in question.spelled_out):
        factor *= _SPELLS_OUT
    return factor


def _names_someone(text: str, question: Question) -> bool:
    """Whether two capitalised words stand together that are not the question's own, like a title in it."""
    stems = tuple(clue.term.stem for clue in question.clues)
    return any(
        not any(word.startswith(stems) for word in fold(name).split()) for name in _NAMES.findall(text)
    )


def _names_a_new_number(folded: str, question: Question) -> bool:
    asked = {clue.term.text for clue in question.clues}
    amounts = " ".join(_AMOUNTS.findall(_REFERENCES.sub("", folded)))
    if numbers(amounts) - asked:
        return True
    number_words = _NUMBER_WORDS.get(question.language)
    return bool(number_words and number_words.search(folded))


def _counts(folded: str, question: Question) -> bool:
    """Whether a number stands shortly before what is to be counted, or right behind it as in a row."""
    return any(
        _names_a_new_number(folded[max(0, found.start() - _SHORTLY) : found.end()], question)
        or _BEGINS_WITH_A_NUMBER.match(folded, found.end())
        for found in re.finditer(re.escape(question.counted), folded)
    )


def _reads_well(unit: Unit) -> float:
    factor = _HARD_TO_READ if unit.kind == "heading" or _is_code_or_fragment(unit) else 1.0
    if unit.text.endswith(("?", "？")):
        factor *= _A_QUESTION_ITSELF
    excess = max(0, estimate_tokens(unit.text) - _READABLE_TOKENS)
    return factor / (1 + excess / _MUCH_TOO_LONG)


def _is_code_or_fragment(unit: Unit) -> bool:
    text = unit.text
    if unit.kind == "row":
        return False
    letters = sum(letter.isalpha() or letter.isspace() for letter in text)
    if letters < _FEWEST_LETTERS * len(text) or (len(text) < _FRAGMENT and text.isascii()):
        return True
    return text.startswith("#") or " # " in text or bool(_PROMPT.match(text))
