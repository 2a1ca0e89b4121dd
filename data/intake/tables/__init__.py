"""From a sheet to its tables: titles, headers and rows told apart, and what can be said before a row is read."""
