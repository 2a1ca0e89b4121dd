"""From the rows of a table to the rows of a snapshot: one folder for each kind of sheet."""
