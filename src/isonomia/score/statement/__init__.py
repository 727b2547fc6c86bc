"""The statement: one member's account in words and numbers that add up to the score.

`build` makes it, `model` says what it holds, `words` puts it into sentences; `text` and `as_json` show it.
"""
