"""The draft of the form: who applies, the project, its cost, the contribution, the documents."""
