"""Read single cells: text, numbers, yes or no, days, periods, amounts of money, kinds of schools."""
