"""Files for export: workbook, text table and Parquet of one list, with its notes; pictures of figures."""
