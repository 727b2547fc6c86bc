"""Claims: what a member reports of another counts nothing until the person was heard and somebody else confirmed it."""
