"""Archives of millions of stories: the same findings as at the terminal, on an engine that exists.

An archive is cut into shards; ``lint_shard`` checks one and writes what it finds, whole or not at
all, under a name made of all that decides it. So any engine that can call a function with each
shard will do, and a run that was broken off goes on where it was. Documents are read in a process
of their own (``desk``), which may be killed by anybody, a document included, at the cost of that
document alone. Nothing outside of this package imports pyarrow, and Ray is imported by ``on_ray``.
"""
