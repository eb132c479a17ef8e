"""A description of a picture made without a model: what can be known, and that it is no more; pure."""

from pdfai.documents.pictures.appearance import Appearance
from pdfai.documents.pictures.words import ENGLISH, WORDS, Words

_MOST_TEXT = 300
"""Characters of the text read in a picture that a description quotes."""
_NEARLY_SQUARE = 1.2


def describe_offline(
    look: Appearance,
    *,
    width: int,
    height: int,
    caption: str = "",
    text: str = "",
    language: str = "",
) -> str:
    """Say what kind it is, its size in pixels, its colours, its caption, and the text read in it.

    In the language (a code such as "de" or "pt-BR") if it is de, en, es, fr, ko, pt or zh; else in English.
    """
    words = WORDS.get(language.lower().replace("_", "-").partition("-")[0], ENGLISH)
    sentences = [_what(look, width, height, words)]
    if caption := " ".join(caption.split()):
        sentences.insert(0, words.caption.format(caption.rstrip(".。")))
    if text := _shortened(" ".join(text.split())):
        sentences.append(words.text.format(text))
    return words.space.join([*sentences, words.without_model])


def _what(look: Appearance, width: int, height: int, words: Words) -> str:
    ratio = width / max(1, height)
    shape = 0 if ratio > _NEARLY_SQUARE else 1 if ratio < 1 / _NEARLY_SQUARE else 2
    colours = words.comma.join(words.colours[colour] for colour in look.colours)
    coloured = words.mostly.format(colours) if colours else words.colourful
    return words.what.format(
        kind=words.kinds[look.kind], shape=words.shapes[shape], width=width, height=height, colours=coloured
    )


def _shortened(text: str) -> str:
    if len(text) <= _MOST_TEXT:
        return text
    cut = text[:_MOST_TEXT]
    return f"{cut.rpartition(' ')[0] or cut} …"
