"""What an archive holds: the figures, and the formats they are told in."""
