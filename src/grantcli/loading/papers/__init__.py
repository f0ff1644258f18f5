"""Papers that this program wrote, read again: the files a PDF carries and the words on its pages."""
