"""The pure heart: values and the rules of their use. Standard library only; nothing here reads the clock."""
