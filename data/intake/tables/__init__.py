"""Turn a sheet into tables: recognise titles, headers and rows, and report what is wrong with them before rows are read."""
