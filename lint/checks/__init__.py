"""Stock checks that a data-only rule may name."""
