"""House packs: what an editor writes, one fact a line, made into rules."""
