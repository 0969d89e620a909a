"""Archives of millions of stories: the same findings as at the terminal, on an engine that exists.

An archive is cut into shards; ``lint_shard`` checks one and writes what it finds, whole or not at
all, under a name made of all that decides it. So any engine that can call a function with each
shard will do, and a run that was broken off goes on where it was. Documents are read in a process
of their own (``desk``), which may be killed by anybody, a document included, at the cost of that
document alone. Nothing outside of this package imports pyarrow, and Ray is imported by ``on_ray``.

What it takes, on paper, from what ``tests/bench/archive.py`` measured (stories of 540 words, 2.9 ms
of a busy processor each; the prices are assumed: 0.045 $ for an hour of a processor)::

    stories         hours of a processor    for example                  money
    10 million      8                       1 machine of 8, 1 hour       under 1 $
    1,000 million   810                     10 machines of 32, 2.5 hours 37 $, and 10 $ for requests to the storage

Ten million stories strain nothing. What breaks first is the one process that plans and hands out
the work. On one machine it feeds about sixteen readers (0.15 ms of its time for each story); with
more processors ``--on ray`` does better, there or on several machines. At a thousand million it
reads the ids before anything else begins, in half an hour from Parquet but four hours from JSON
lines, keeps 16 bytes of each on its disk, and lists 600,000 shards in a manifest of 240 MB, with
three files for each. So an archive of that size is better checked year by year, each into a folder
of its own, and kept in Parquet.
"""
