"""The outside world, dated: places, activities, legal forms; and how one value is read from text."""
