"""Read workbooks of Excel and WPS (xlsx, xlsm): their parts and sheets."""
