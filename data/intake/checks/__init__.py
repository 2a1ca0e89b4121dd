"""What is doubtful or does not fit together in what was read, told as findings."""
