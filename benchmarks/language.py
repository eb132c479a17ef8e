"""A made-up language that is used as languages are: few words very often, most words hardly ever."""

import random
from collections.abc import Iterator
from itertools import accumulate

_WORDS = 60_000
_SHIFT = 2.7
"""Mandelbrot's: without it the first word would be every tenth."""
_ONSETS = "b c d f g h j k l m n p r s t v w z br ch cl dr fl gr pl pr sh sp st th tr".split()  # noqa: SIM905
_VOWELS = "a e i o u ai ea ou".split()  # noqa: SIM905
_ENDINGS = ["", "", "", "", "", "s", "ed", "ing", "er", "ment", "ation", "ly", "al", "ity"]
_FREQUENT = [(30, 300), (300, 3_000)]
"""By rank. What is more frequent are articles and the like, which no search looks for."""
_RARE = [(3_000, 20_000), (20_000, _WORDS)]
_TOPIC_WORDS, _TOPICAL = 400, 0.25
_SENTENCE = 14
_LETTERS_PER_CHUNK = 3_200
"""800 tokens."""


class Language:
    """Words by how often they are used, and what can be said with them; the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        self._words = list(self._lexicon())
        self._weights = list(accumulate(1 / (rank + _SHIFT) for rank in range(1, _WORDS + 1)))

    def documents(self, chunks: int, *, per_document: int = 100) -> Iterator[list[str]]:
        """Documents of so many texts as long as a chunk, each document with words of its own topic."""
        while chunks > 0:
            topic = self._chance.sample(self._words[300:], k=_TOPIC_WORDS)
            yield [self._text(topic) for _ in range(min(chunks, per_document))]
            chunks -= per_document

    def questions(self, count: int) -> list[str]:
        """Questions of four to eight words, frequent and rare ones mixed."""
        return [" ".join(self._question()) for _ in range(count)]

    def _question(self) -> Iterator[str]:
        strata = [self._chance.choice(_FREQUENT), self._chance.choice(_RARE)]
        strata += self._chance.choices([*_FREQUENT, *_RARE], k=self._chance.randint(2, 6))
        for least, most in strata:
            yield self._words[self._chance.randrange(least, most)]

    def _text(self, topic: list[str]) -> str:
        words: list[str] = []
        letters = 0
        while letters < _LETTERS_PER_CHUNK:
            topical = round(_SENTENCE * _TOPICAL)
            sentence = self._chance.choices(self._words, cum_weights=self._weights, k=_SENTENCE - topical)
            sentence += self._chance.choices(topic, k=topical)
            words += [*sentence[:-1], f"{sentence[-1]}."]
            letters += sum(map(len, sentence)) + _SENTENCE + 1
        return " ".join(words)

    def _lexicon(self) -> Iterator[str]:
        seen: set[str] = set()
        while len(seen) < _WORDS:
            # Frequent words are short.
            syllables = 1 + (len(seen) > 150) + (len(seen) > 4_000) + (self._chance.random() < 0.3)
            word = "".join(
                self._chance.choice(_ONSETS) + self._chance.choice(_VOWELS) for _ in range(syllables)
            )
            word += self._chance.choice(_ENDINGS) if len(seen) > 300 else ""
            if word not in seen:
                seen.add(word)
                yield word
