"""An example of a pack: lines, a rule in TOML and a rule in Python."""
