"""Cases: opening, changing, importing, moving to other law, and what the rules say of them."""
