"""How many tokens a text is worth, without any model's tokenizer."""

import re

HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
CJK = HAN + KANA + HANGUL
"""Letters of the scripts that are searched by pairs, as the inside of a regular expression's brackets."""

_CJK_LETTERS = re.compile(f"[{CJK}]")
_LETTERS_PER_TOKEN = 4


def estimate_tokens(text: str) -> int:
    """About one token per Chinese, Japanese or Korean letter and one per four other characters."""
    if text.isascii():
        return -(-len(text) // _LETTERS_PER_TOKEN)
    others = len(_CJK_LETTERS.sub("", text))
    return len(text) - others + -(-others // _LETTERS_PER_TOKEN)
