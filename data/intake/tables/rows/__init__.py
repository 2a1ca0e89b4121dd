"""What each row below a header is: a record, a heading over records, a total, a note."""
