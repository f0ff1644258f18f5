"""The door for assistants: the program's commands as tools of the Model Context Protocol, behind a fence."""
