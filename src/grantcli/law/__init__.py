"""State-aid law shared by all calls, dated and cited."""
