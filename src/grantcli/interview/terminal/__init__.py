"""The questions on a terminal: pages of questions, menus, lines that are typed."""
