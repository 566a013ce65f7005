"""Benchmarks: ours beside a peer in the same run (`make bench`; docs/performance.md explains)."""
