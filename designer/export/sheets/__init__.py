"""The tables of the summary workbook."""
