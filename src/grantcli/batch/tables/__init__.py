"""Applications from the cells of CSV files and workbooks."""
