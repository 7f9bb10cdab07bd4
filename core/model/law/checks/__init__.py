"""What is found in law by reading it, before any case: what can never happen, what is missing, what is idle."""
