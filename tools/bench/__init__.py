"""Measurements that docs/performance.md tells of: ratios taken in one run. Nothing here passes or fails."""
