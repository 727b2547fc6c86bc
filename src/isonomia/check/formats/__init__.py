"""A report in the formats that people and programs read: one a file, each a function from reports to text."""
