"""Template tags by subject. All register themselves in one library, which settings make a builtin."""
