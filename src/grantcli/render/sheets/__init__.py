"""The workbook of an application: the plan with live formulas, the aid, the size, the documents."""
