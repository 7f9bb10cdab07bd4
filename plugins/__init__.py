"""The departments that ship with Neni, one folder each; they enter by the same door as any stranger."""
