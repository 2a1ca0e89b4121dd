"""Classify each row below a header: a record, a heading over records, a total, a note."""
