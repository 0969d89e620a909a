"""Latin names of species: the small words in them are no slips and no people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.patterns import pattern
from lint.text.words import GIVEN_NAME, PERSON, UNKNOWN, flags

if TYPE_CHECKING:
    from lint.text.words import Word

_LATIN = ("i", "ae", "us", "um", "is", "ensis", "ana", "ata", "ica", "oides", "ens", "ans")
_AFTER_GENUS = pattern(r"\b[A-Z](?:\.|[a-z]{3,})[ ]\Z")
_AFTER_SPECIES = pattern(r"\b[A-Z][a-z]{2,} [a-z]{3,} (?:(?:subsp|ssp|var|f)\. )?\Z")
_GENUS_REACH = 40


def is_latin(prose: str, word: Word) -> bool:
    """Tell a word after an initial, a known genus or an unknown capitalised word as a species name (`T. rex`)."""
    if not _AFTER_GENUS.search(prose, max(0, word.start - _GENUS_REACH), word.start):
        further = _AFTER_SPECIES.search(prose, max(0, word.start - _GENUS_REACH), word.start)
        return further is not None and word.text.endswith(_LATIN) and prose[word.start - 2] == "."
    reach = max(0, word.start - _GENUS_REACH)
    edge = max(prose.rfind(" ", reach, max(0, word.start - 1)) + 1, reach)
    genus = prose[edge : word.start].strip(" (*_")
    if genus.endswith("."):
        return len(genus) == len("T.")
    return genus in _GENERA or (word.text.endswith(_LATIN) and bool(flags(genus) & UNKNOWN))


_GENERA = frozenset(
    "Acacia Anopheles Arabidopsis Aspergillus Australopithecus Bacillus Canis Clostridium Drosophila Equus Escherichia "
    "Eucalyptus Felis Homo Macaca Mycobacterium Panthera Pinus Plasmodium Quercus Rattus Salmonella Staphylococcus "
    "Streptococcus Tyrannosaurus Ursus".split()
)


def is_tautonym(prose: str, word: Word) -> bool:
    """Tell the second word of a species whose genus has the same name (`Gorilla gorilla`)."""
    genus = word.text[:1].upper() + word.text[1:]
    return prose.endswith(genus + " ", 0, word.start) and word.start > 0


def is_species(genus: str, word: str) -> bool:
    """Tell the second word of a Latin species name (`Orcaella heinsohni`)."""
    return not flags(genus) & (GIVEN_NAME | PERSON) and word.endswith(_LATIN)
