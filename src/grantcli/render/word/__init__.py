"""Papers as Word documents: pages of HTML written again with Word's own styles, templates of a house filled."""
