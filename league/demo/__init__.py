"""A fictional England: invented trusts and figures to show the product with. Pure.

``chance``     seeded randomness, a stream for each purpose
``gazetteer``  places that do not exist
``services``   which kinds of trust run which services
``trusts``     the invented trusts
``cast``       those of them with a story, one for each unusual case that pages must show
``quality``    how good each trust is, quarter by quarter
``shapes``     how a trust's quality becomes a figure
``measures``   shape, rhythm and reporters of every metric
``figures``    the figures of a quarter
``flags``      deficit and improvement programme flags
``oversight``  what else is known of some trusts
``periods``    which months a figure is of
``england``    everything in the order in which it is handed in and published
"""
