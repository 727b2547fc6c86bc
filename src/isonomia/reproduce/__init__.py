"""Published results, run again: one result a file, each with its citation, its setting, their figure and ours.

result        what a reproduced result is: rows with tolerance, its reason and the verdict, figures, remarks
registry      which results there are, and how they are run
text, record  as lines for a terminal, and as values for JSON
credit_scores the data of the two results on credit scores, which does not come with isonomia
agreement, community  the events and published reputations that come with isonomia
"""
