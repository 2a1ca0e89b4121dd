"""The registries: programmes, areas, indicators, goals and words, and the rules their rows must fulfil."""
