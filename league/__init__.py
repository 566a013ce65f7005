"""Trust League: NHS England's trust league tables, recomputed and explained."""
