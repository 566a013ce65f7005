"""The pages of a quarter's history: what was handed in, what came of it, what readers see."""
