"""The only ways to a protected object, and who may write what (docs/regles.md, ACC): one module a trade.

Outside one's scope an object does not exist (`get_…_or_404`: 404); inside it, an act without the right is refused
(`exiger(peut_…)`: 403). The predicates are asked by the domain functions themselves, so that no view can forget them.
"""
