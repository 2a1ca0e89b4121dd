"""The registries (programmes, areas, indicators, goals, words) and the rules that their rows must fulfil."""
