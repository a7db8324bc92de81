"""Orders by the million, to measure with: real in shape and sums, made up in all else.

copying   rows by COPY, with the indexes of their tables made anew afterwards
people    names, addresses and customers
goods     thousands of SKUs
rows      what one order leaves behind, in every table
seed      all of it
"""
