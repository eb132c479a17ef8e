"""Which language a page is to be read in; pure."""

from collections.abc import Collection

from pdfai.errors import OcrUnavailableError

_CODES: dict[str, tuple[str, ...]] = {
    "ar": ("ara",),
    "cs": ("ces",),
    "da": ("dan",),
    "de": ("deu",),
    "el": ("ell",),
    "en": ("eng",),
    "es": ("spa",),
    "fi": ("fin",),
    "fr": ("fra",),
    "he": ("heb",),
    "hu": ("hun",),
    "it": ("ita",),
    "ja": ("jpn",),
    "ko": ("kor",),
    "nl": ("nld",),
    "no": ("nor",),
    "pl": ("pol",),
    "pt": ("por",),
    "ru": ("rus", "ukr"),
    "sv": ("swe",),
    "th": ("tha",),
    "tr": ("tur",),
    "uk": ("ukr",),
    "vi": ("vie",),
    "zh": ("chi_sim", "chi_tra"),
}
"""Tesseract's by two letters, the likeliest first."""
_SCRIPTS = {
    "Arabic": "ar",
    "Cyrillic": "ru",
    "Greek": "el",
    "Han": "zh",
    "Hangul": "ko",
    "Hebrew": "he",
    "Japanese": "ja",
    "Korean": "ko",
    "Thai": "th",
}
_FIRST = "en"
"""Where nothing tells: whatever is in Latin letters can be read well enough to tell more."""


def engine_code(language: str, installed: Collection[str]) -> str:
    """What an engine knows a language as: `ko`, `kor` and `kor+eng` are understood; "" when it has it not."""
    if "+" in language:
        codes = [engine_code(part, installed) for part in language.split("+")]
        return "+".join(codes) if all(codes) else ""
    if language in installed:
        return language
    short = language.replace("_", "-").partition("-")[0].lower()
    return next((code for code in _CODES.get(short, ()) if code in installed), "")


def require_language(language: str, installed: Collection[str], *, engine: str = "tesseract") -> str:
    """What an engine knows a language as; raises `OcrUnavailableError` when it has it not."""
    if code := engine_code(language, installed):
        return code
    missing = next(part for part in language.split("+") if not engine_code(part, installed))
    raise OcrUnavailableError(_CODES.get(missing.lower(), (missing,))[0], sorted(installed), engine)


def language_named(code: str) -> str:
    """A language by two letters; what has none, such as several at once, by the engine's code."""
    return next((language for language, codes in _CODES.items() if code in codes), code)


def first_guess(*hints: str, installed: Collection[str]) -> str:
    """The first of the hints that the engine has, or what to begin with where there is none."""
    codes = (engine_code(hint, installed) for hint in (*hints, _FIRST))
    return next(filter(None, codes), "") or min(installed)


def code_of_script(script: str, *, tried: str, installed: Collection[str]) -> str:
    """The language to read a script in after another was tried; "" where that is one of that script."""
    if script == "Latin" and language_named(tried) in _SCRIPTS.values():
        return engine_code(_FIRST, installed)
    return engine_code(_SCRIPTS.get(script, ""), installed)
