"""One outside thing each: rule files, the chaining engine, the store, Word, the clock. No adapter knows another."""
