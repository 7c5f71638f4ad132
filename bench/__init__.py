"""Benchmarks: ratios to a yardstick, measured side by side and interleaved in one run. `make bench`."""
