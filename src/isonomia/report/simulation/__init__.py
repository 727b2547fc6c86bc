"""A simulation as one self-contained page: findings in words, a figure a question, every measure, what it rests on.

subject    the comparison as the page tells it: names, periods, shares
figure     what a figure is: question, answer, drawings, table
drawing    Altair's grammar to static SVG, wide and narrow
conduct, standing, traps, treatment, lives   the figures
measures, foot   the tables of all measures, and what the page rests on
page       all of it as HTML
"""
