"""The blank workbook a clerk fills in: headers that intake recognises, notes, dropdowns, one example row a sheet."""

from data.intake.template.columns import SHEETS, TABLES, Column, columns
from data.intake.template.workbook import template_for, write_template

__all__ = ["SHEETS", "TABLES", "Column", "columns", "template_for", "write_template"]
