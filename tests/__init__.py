"""The tests; a package, so that the repository's folder is on the import path."""
