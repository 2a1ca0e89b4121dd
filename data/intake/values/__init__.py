"""What one cell says: text, numbers, yes or no, days, periods, money, kinds of schools."""
