"""The blank workbook for clerks: headers that intake recognises, notes, dropdowns, one example row per sheet."""

from data.intake.template.columns import SHEETS, TABLES, Column, columns
from data.intake.template.workbook import template_for, write_template

__all__ = ["SHEETS", "TABLES", "Column", "columns", "template_for", "write_template"]
