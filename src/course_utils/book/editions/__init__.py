"""The course as one PDF and one ePub, made from the pages of the built site.

The pages hold everything already computed: numbers that labs hand over, citations, verdicts. What a sheet of paper
can't do is changed here: charts become pictures, folded parts open, quizzes get their answers at the end of a module.
"""
