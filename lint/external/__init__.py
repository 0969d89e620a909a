"""Optional engines behind the same hits."""
