"""Tokens: how prose is cut into words.

A token is a run of letters and digits with inner apostrophes; a hyphen separates.
"""

from lint.patterns import pattern

TOKEN_TEXT = r"[^\W_]+(?:['’][^\W_]+)*"
"""The regular expression of one token of prose, as it is written."""
TOKEN = pattern(TOKEN_TEXT)
"""One token of prose."""
