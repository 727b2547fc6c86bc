"""Safe changes that findings name, made in the text itself: comments and layout stay as they are."""
