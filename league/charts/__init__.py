"""Charts as pure functions: finished numbers in, a title, a figure and its table out.

Nothing here knows Django or the database. One function makes a chart's title, its figure and the
rows of its table from the same numbers; a test holds every mark of a figure to a row of its table.

``chart``                what every chart consists of
``palette``              colours and symbols of segments, shared with the style sheet
``drawing``              layout that all figures share
``dots``                 dots that stand on one another where they would overlap
``quantiles``            median and quartiles
``distribution``         scores of trusts, a line of dots a segment
``ranges``               score and likely range of every trust, sorted
``heatmap``              trusts by domains
``metric_distribution``  values of one metric with its standard, floor and quartiles
``rank_density``         how often the draws put a trust at each rank
``density_bars``         the same as a small picture, for inline SVG
``trend``                one trust over the quarters, beside its peers (``trend_points`` go in,
                         ``trend_figure`` draws them)
``compared_trends``      average scores of several trusts over the quarters
``quarter_axis``         an axis of quarters with the places where the framework changes
``waterfall``            what each metric adds to a trust's average (``waterfall_steps`` go in,
                         ``waterfall_figure`` draws them)
``intervals``            positions of a small likely range on a common axis, for inline SVG
"""
