"""Fit the weights of the typo decision: `python tests/bench/fit_typos.py [CACHE]` writes lint/text/typo_weights.py.

Needs scikit-learn and the lexicon's sources (`python -m lint.lexicon.build` fetches them).

Wrong words are (a) the listed misspellings of crate typos-dict whose correction is an ordinary
word, and (b) slips made from ordinary words by frequency: letters swapped, dropped, doubled,
hit beside, vowels confused, words run together; each stands where its right word stands in
the addresses on the State of the Union (public domain). Right words that a lexicon may lack are (c)
its own rare, specialist and least frequent words, taken as if unknown, (d) names in lower case,
and (e) closed compounds and derivations.
"""

from __future__ import annotations

import random
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from lint.lexicon import CAPITAL, LISTED, open_lexicon
from lint.lexicon import sources as read
from lint.text.candidates import ALPHABET, FUNCTION_WORDS, NEIGHBOURS, VOWELS, Candidate, candidates, frequency_of
from lint.text.context import NOWHERE, START, Context
from lint.text.misspelling import PAIR_FEATURES, WORD_FEATURES, pair_features, word_features

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20261124
FIRST_YEAR = 1900
_TOKENS = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|[^\sA-Za-z]")
OUT = Path(__file__).parents[2] / "lint/text/typo_weights.py"
MAKE = (("swap", 31), ("drop", 21), ("double", 14), ("near", 13), ("vowel", 8), ("add", 8), ("far", 5))


def slip(word: str, dice: random.Random) -> str:
    """Return a word with one slip of the finger in it, the first letter spared mostly."""
    kind = dice.choices([name for name, _ in MAKE], [weight for _, weight in MAKE])[0]
    first = 0 if dice.random() < 0.12 else 1
    place = dice.randrange(first, len(word)) if len(word) > first else 0
    char = word[place]
    if kind == "swap" and place + 1 < len(word):
        return word[:place] + word[place + 1] + char + word[place + 2 :]
    if kind == "drop":
        return word[:place] + word[place + 1 :]
    if kind == "double":
        return word[:place] + char + word[place:]
    near = sorted(other for one, other in NEIGHBOURS if one == char) or ["e"]
    if kind == "vowel" and char in VOWELS:
        return word[:place] + dice.choice("aeiou") + word[place + 1 :]
    if kind == "far":
        return word[:place] + dice.choice(ALPHABET) + word[place + 1 :]
    if kind == "add":
        return word[:place] + dice.choice(near) + word[place:]
    return word[:place] + dice.choice(near) + word[place + 1 :]


def usual(word: str) -> float:
    """Return how often a word is to be slipped on: its count to the power 0.6, so that seldom words take part."""
    frequency = frequency_of(open_lexicon().entry(word))
    return 10 ** (0.6 * frequency / 7) if frequency else 0.0


class Sample(NamedTuple):
    """A word in its place; ``right`` is what was meant, None when the word is right as it is."""

    word: str
    right: str | None
    context: Context


class Place(NamedTuple):
    """A word of the text, with what stands beside it."""

    word: str
    context: Context


def places(cache: Path) -> list[Place]:
    """Return the lower-case words of the speeches since 1900, each with its neighbours."""
    found: list[Place] = []
    for year, text in read.speeches(cache):
        if year < FIRST_YEAR:
            continue
        tokens = _TOKENS.findall(text)
        for before, word, after in zip([".", *tokens], tokens, [*tokens[1:], "."], strict=False):
            if word.isalpha() and word.islower() and word.isascii():
                left = START if before in ".!?" else before.lower() if before[0].isalpha() else ""
                found.append(Place(word, Context(left, after.lower() if after[0].isalpha() else "")))
    return found


def wrong_words(cache: Path, text: list[Place], dice: random.Random) -> Iterator[Sample]:
    """Yield wrong words, those listed and those made, where the right ones stand in the text."""
    lexicon = open_lexicon()
    standing: dict[str, list[Context]] = {}
    for place in text:
        standing.setdefault(place.word, []).append(place.context)
    listed = [
        (wrong, right[0])
        for wrong, right in read.misspellings(cache)
        if len(right) == 1 and wrong.isalpha() and wrong.isascii() and frequency_of(lexicon.entry(right[0])) >= 12
    ]
    for wrong, right in dice.choices(listed, [usual(right) for _, right in listed], k=10000):
        yield Sample(wrong, right, dice.choice(standing.get(right, [NOWHERE])))
    words = [word for word in lexicon.words() if word.isalpha() and word.isascii() and len(word) > 2]
    anywhere = [
        Place(word, dice.choice(standing.get(word, [NOWHERE])))
        for word in dice.choices(words, [usual(word) for word in words], k=8000)
    ]
    longer = [place for place in text if len(place.word) > 3]
    chosen = dice.choices(longer, k=16000) + dice.choices(text, k=5000) + anywhere
    for place in chosen:
        word = place.word
        if len(word) < 3 or not frequency_of(lexicon.entry(word)):
            continue
        made = slip(word, dice)
        if len(word) > 7 and dice.random() < 0.12:  # long words may hold two slips
            made = slip(made, dice)
        if made != word and not frequency_of(lexicon.entry(made)):
            yield Sample(made, word, place.context)
    pairs = [(one, other) for one, other in pairwise(text) if one.context.after == other.word]
    for one, other in dice.sample(pairs, 6000):
        made = one.word + other.word
        if (one.word in FUNCTION_WORDS or other.word in FUNCTION_WORDS) and not lexicon.entry(made):
            yield Sample(made, f"{one.word} {other.word}", Context(one.context.before, other.context.after))


def right_words(text: list[Place], dice: random.Random) -> Iterator[Sample]:
    """Yield words that are right although a lexicon may lack them: those of the text, and of lists."""
    lexicon = open_lexicon()
    seldom = [place for place in text if len(place.word) > 2 and _is_seldom(place.word)]
    for place in dice.sample(seldom, min(12000, len(seldom))):
        yield Sample(place.word, None, place.context)
    groups: dict[str, list[str]] = {"rare": [], "specialist": [], "seldom": [], "names": []}
    for word in lexicon.words():
        entry = lexicon.entry(word)
        if not (word.isalpha() and word.isascii() and len(word) > 3) or entry & LISTED:
            continue
        tier = entry & 7
        if tier >= 6 and not entry & CAPITAL:
            groups["rare"].append(word)
        elif tier == 5:
            groups["specialist"].append(word)
        elif tier == 4 and frequency_of(entry) <= 14:
            groups["seldom"].append(word)
        elif not tier and entry & CAPITAL:
            groups["names"].append(word)
    for name, size in (("rare", 3000), ("specialist", 8000), ("seldom", 8000), ("names", 4000)):
        for word in dice.sample(groups[name], min(size, len(groups[name]))):
            yield Sample(word, None, dice.choice(seldom).context)


def _is_seldom(word: str) -> bool:
    """Tell a word of the text that a smaller lexicon might lack."""
    entry = open_lexicon().entry(word)
    return not entry & LISTED and (not 0 < entry & 7 < 5 or frequency_of(entry) <= 17)


def main() -> None:
    """Fit both stages and write the weights."""
    cache = Path(sys.argv[1] if len(sys.argv) > 1 else ".lexicon-cache")
    dice = random.Random(SEED)
    text = places(cache)
    wrong = sorted(set(wrong_words(cache, text, dice)))
    right = sorted({(each.word, each.context) for each in right_words(text, dice)})
    print(len(text), "places,", len(wrong), "wrong,", len(right), "right words")
    found: list[tuple[Sample, list[Candidate]]] = [(each, [*candidates(each.word)]) for each in wrong]
    found += [(Sample(w, None, context), [c for c in candidates(w) if c.form != w]) for w, context in right]
    found = [each for each in found if each[1]]
    reach = sum(1 for s, cs in found if s.right and any(c.form == s.right for c in cs)) / len(wrong)
    print(f"the right word is among the candidates of {reach:.1%}")
    rows, labels = [], []
    for sample, options in found:
        if sample.right is None or not any(c.form == sample.right for c in options):
            continue
        for each in options:
            rows.append(pair_features(each, sample.context))
            labels.append(each.form == sample.right)
    pair = LogisticRegression(max_iter=2000, C=1.0).fit(np.array(rows), np.array(labels))
    weights = dict(zip(PAIR_FEATURES, map(float, pair.coef_[0]), strict=True))
    ranked, labels, first = [], [], 0
    for sample, options in found:
        scores = sorted(
            (
                (sum(weights[n] * v for n, v in zip(PAIR_FEATURES, pair_features(c, sample.context), strict=True)), c)
                for c in options
            ),
            key=lambda item: (-item[0], item[1].form),
        )
        ranked.append(word_features(sample.word, scores, sample.context))
        labels.append(sample.right is not None)
        first += sample.right is not None and scores[0][1].form == sample.right
    print(f"ranked first: {first / len(wrong):.1%}")
    decide = LogisticRegression(max_iter=4000, C=1.0).fit(np.array(ranked), np.array(labels))
    sure = decide.predict_proba(np.array(ranked))[:, 1]
    for level in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99):
        hit = sum(1 for p, good in zip(sure, labels, strict=True) if good and p >= level)
        alarm = sum(1 for p, (sample, _) in zip(sure, found, strict=True) if sample.right is None and p >= level)
        print(
            f"at {level}: {hit / len(wrong):.1%} of the wrong words found, "
            f"{alarm / len(right):.2%} of the right ones alarmed"
        )
    body = ["PAIR = {"] + [f'    "{name}": {value:.4f},' for name, value in weights.items()] + ["}", "WORD = {"]
    body += [
        f'    "{name}": {value:.4f},' for name, value in zip(WORD_FEATURES, map(float, decide.coef_[0]), strict=True)
    ]
    body += ["}", f"INTERCEPT = {float(decide.intercept_[0]):.4f}"]
    OUT.write_text(
        '"""Weights of the typo decision, written by tests/bench/fit_typos.py; do not edit."""\n\n'
        + "\n".join(body)
        + "\n"
    )


if __name__ == "__main__":
    main()
