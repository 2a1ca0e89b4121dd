"""Check the data that was read for doubtful or contradictory facts, and report them as findings."""
