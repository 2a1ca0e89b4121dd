"""Files on disk: locks, durable writes, and the atomic exchange of two folders."""
