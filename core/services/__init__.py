"""One flow, one file: what people and programs do with Neni, over the ports."""
