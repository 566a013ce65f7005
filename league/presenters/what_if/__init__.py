"""The page on which a reader changes a trust's values and sees what that would lead to."""
