"""Ledgers larger than memory. SQL takes the rows that are surely good; every other row is judged by RecordParser.

The fast lane never decides that a row is wrong, and never reads a form that it does not know: what it does not take
goes to Python, whose answer is the only one. So messages and values are those of `ledger.read`.
"""
