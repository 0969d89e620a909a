"""What rules ask the text; no rule lives here."""
