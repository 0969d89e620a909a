"""The calibrated decision: how likely an unknown word is a slip, and for what.

Two logistic models, fitted on general lists by tests/bench/fit_typos.py: one ranks the
candidates by the kind of slip and their frequency, one weighs the best of them against what
speaks for the word itself: its letters, length, derivation, rarity.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import TIER_MASK, open_lexicon
from lint.text.candidates import OPERATIONS, Candidate, candidates, frequency_of, operations, split_operations
from lint.text.context import NOWHERE, Context, fit, tie
from lint.text.morphology import compound, is_derived

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

PAIR_FEATURES = (*OPERATIONS, "frequency", "rare_form", "left", "right", "strange_left", "strange_right", "inside")
WORD_FEATURES = (
    "score", "gap", "split", "two", "swap", "double", "drop_vowel", "drop_consonant", "undouble", "near", "far",
    "vowel", "add", "last", "first", "frequency", "length", "short", "mean", "peak", "derived", "compound", "rare",
    "many", "s", "mean_gain", "peak_gain", "suits", "strange", "placed",
)  # fmt: skip
_SHORT = 4
_LISTED, _CLIPPED, _NEAR, _IN_STORY = 2.5, 9.0, 4.0, 1.4
_EVERYWHERE = 40


class Verdict(NamedTuple):
    """The best candidates for an unknown word, and the chance that it is a slip at all."""

    forms: tuple[str, ...]
    scores: tuple[float, ...]
    probability: float
    far: bool = False
    """The best candidate is two slips away."""


def pair_features(candidate: Candidate, context: Context) -> list[float]:
    """Return the numbers a candidate is ranked by, in the order of PAIR_FEATURES."""
    values = [float(candidate.operations.get(name, 0)) for name in OPERATIONS]
    first, _, last = candidate.form.partition(" ")
    suits = fit(first, last or first, context)
    inside = sum(tie(first, last)) if last else 0.0
    return [*values, candidate.frequency / 10, float(candidate.frequency < 16), *suits, inside]  # noqa: PLR2004 (seldom in speech)


def word_features(word: str, ranked: list[tuple[float, Candidate]], context: Context) -> list[float]:
    """Return the numbers a word is judged by, in the order of WORD_FEATURES."""
    score, best = ranked[0]
    first, _, last = best.form.partition(" ")
    suits = fit(first, last or first, context)
    kinds = best.operations
    mean, peak = open_lexicon().surprise(word)
    good_mean, good_peak = open_lexicon().surprise(best.form.replace(" ", ""))
    values = {
        "score": log(sum(exp(each - score) for each, _ in ranked)) + score,
        "gap": min(8.0, score - ranked[1][0]) if len(ranked) > 1 else 8.0,
        "add": kinds.get("add_vowel", 0) + kinds.get("add_near", 0) + kinds.get("add_far", 0),
        "last": kinds.get("drop_last", 0),
        "frequency": best.frequency / 10,
        "length": min(len(word), 14) / 10,
        "short": float(len(word) <= _SHORT),
        "mean": mean,
        "peak": peak / 4,
        "mean_gain": mean - good_mean,
        "peak_gain": (peak - good_peak) / 4,
        "derived": float(is_derived(word)),
        "compound": float(compound(word) is not None),
        "rare": float(open_lexicon().entry(word) & TIER_MASK > 5),  # noqa: PLR2004 (tiers 6 and 7)
        "many": min(len(ranked), 12) / 10,
        "s": float(word.endswith("s") and not word.endswith("ss")),
        "suits": max(0.0, suits.left) + max(0.0, suits.right),
        "strange": suits.strange_left + suits.strange_right,
        "placed": float(bool(context.before)) + float(bool(context.after)),
    }
    return [float(values[name] if name in values else kinds.get(name, 0)) for name in WORD_FEATURES]


@lru_cache(maxsize=65536)
def judge(word: str, context: Context = NOWHERE) -> Verdict | None:
    """Return the verdict on a lower-case word that is no ordinary one; None without candidates."""
    from lint.text.typo_weights import INTERCEPT, PAIR, WORD  # noqa: PLC0415 (only for an unknown word)

    weights = [PAIR[name] for name in PAIR_FEATURES]
    ranked = sorted(
        (
            (sum(map(float.__mul__, weights, pair_features(each, context))), each)
            for each in candidates(word)
            if each.form != word
        ),
        key=lambda item: (-item[0], item[1].form),
    )
    if not ranked:
        return None
    total = INTERCEPT + sum(
        WORD[name] * value for name, value in zip(WORD_FEATURES, word_features(word, ranked, context), strict=True)
    )
    near = [(score, each.form) for score, each in ranked[:5] if score > ranked[0][0] - 4]
    return Verdict(
        tuple(form for _, form in near),
        tuple(score for score, _ in near),
        1 / (1 + exp(-max(-60.0, min(60.0, total)))),
        "two" in ranked[0][1].operations,
    )


def in_story(form: str, story: AbstractSet[str]) -> float:
    """Return what it adds to a form's odds that it stands in the story; words of daily use always do."""
    return _IN_STORY if form in story and frequency_of(open_lexicon().entry(form)) < _EVERYWHERE else 0.0


def _listed_candidate(word: str, form: str) -> Candidate:
    """Return a listed right form as a candidate; two words are as frequent as the rarer one."""
    entry = open_lexicon().entry
    if " " in form:
        return Candidate(
            form, min(frequency_of(entry(part)) for part in form.lower().split(" ")), split_operations(form)
        )
    frequency = open_lexicon().frequency(form.lower()) if form[0].isupper() else frequency_of(entry(form))
    return Candidate(form, frequency, operations(word, form.lower()))


def _listed(word: str, form: str, listed: tuple[str, ...]) -> float:
    """Return what it adds to a form's odds that a list gives it; a lost apostrophe is hardly anything else."""
    if form not in listed:
        return 0.0
    return _CLIPPED if form.replace("'", "") == word else _LISTED


def ranked(word: str, listed: tuple[str, ...], context: Context, story: AbstractSet[str]) -> tuple[str, ...]:
    """Return the right forms of a listed misspelling, the likeliest first, by slip, frequency and place.

    Near words that no list gives for it take part too: lists hold odd corrections.
    """
    from lint.text.typo_weights import PAIR  # noqa: PLC0415 (only for a listed misspelling)

    weights = [PAIR[name] for name in PAIR_FEATURES]
    options = {each.form: each for each in candidates(word) if each.form != word and " " not in each.form}
    for form in listed:
        options.setdefault(form, _listed_candidate(word, form))
    scores = {
        form: sum(map(float.__mul__, weights, pair_features(each, context)))
        + _listed(word, form, listed)
        + in_story(form, story)
        for form, each in options.items()
    }
    best = max(scores.values())
    near = [form for form in scores if scores[form] > best - _NEAR]
    return tuple(sorted(near, key=lambda form: (-scores[form], form)))
