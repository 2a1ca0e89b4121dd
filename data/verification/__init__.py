"""Is what is kept whole: the log, and every snapshot compared with what the log says of it."""
