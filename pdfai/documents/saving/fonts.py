"""Which fonts a PDF is set in, first those that come with the typesetter and look alike everywhere."""

_LATIN = ("Libertinus Serif",)
"""Latin, Greek and Cyrillic, and the typesetter's own."""
_OTHERS = (
    *("Noto Naskh Arabic", "Noto Sans Arabic", "Geeza Pro", "Segoe UI"),
    *("Noto Serif Hebrew", "Noto Sans Hebrew", "Arial Hebrew"),
    *("Noto Serif Thai", "Noto Serif Devanagari", "Noto Serif Armenian", "Noto Serif Georgian"),
    *("Noto Serif", "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Math"),
    *("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "DejaVu Sans"),
)
_EAST_ASIAN = {
    "ko": (
        *("Noto Serif CJK KR", "Noto Serif KR", "Noto Sans CJK KR", "NanumMyeongjo", "NanumGothic"),
        *("AppleMyungjo", "Apple SD Gothic Neo", "Batang", "Malgun Gothic"),
    ),
    "ja": ("Noto Serif CJK JP", "Noto Serif JP", "Noto Sans CJK JP", "Hiragino Mincho ProN", "Yu Mincho"),
    "zh": (
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "Noto Sans CJK SC",
        "Songti SC",
        "SimSun",
        "Microsoft YaHei",
    ),
    "zh-hant": ("Noto Serif CJK TC", "Noto Serif TC", "Noto Sans CJK TC", "Songti TC", "PMingLiU"),
}
_TRADITIONAL = {"zh-hant", "zh-tw", "zh-hk", "zh-mo"}

MONOSPACED = ("DejaVu Sans Mono",)
"""For code; the letters it lacks come from the others."""


def text_fonts(language: str) -> tuple[str, ...]:
    """Names of families, the preferred first; the text's own language decides what Han looks like."""
    tag = language.lower()
    own = "zh-hant" if tag in _TRADITIONAL or tag.startswith("zh-hant") else tag.partition("-")[0]
    first = _EAST_ASIAN.get(own, ())
    others = [name for key, names in _EAST_ASIAN.items() if key != own for name in names]
    return (*_LATIN, *first, *others, *_OTHERS)
