"""Files that leave the product: workbook, text table and Parquet of one list, with its notes."""
