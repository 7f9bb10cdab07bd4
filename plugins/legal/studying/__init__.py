"""From a manuscript to everything the rules are asked about: subjects with facts, each pinned to its words."""
