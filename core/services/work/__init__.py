"""Work in the background: what is entered when, who works it off, and how it goes."""
