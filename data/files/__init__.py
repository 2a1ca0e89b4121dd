"""Files on disk: locks, writes that reach the disk, and the exchange of two folders in one step."""
