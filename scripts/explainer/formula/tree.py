"""The tree that an expression is read as."""

from typing import NamedTuple

from explainer.notation import SYMBOLS


class Node(NamedTuple):
    """A part of an expression: its kind and its parts (nodes, names, tuples of these)."""

    kind: str
    args: tuple = ()

    def parts(self):
        """The nodes right below this one."""
        stack = list(self.args)
        while stack:
            part = stack.pop()
            if isinstance(part, Node):
                yield part
            elif isinstance(part, tuple):
                stack += part

    def walk(self):
        """This node and all below it."""
        yield self
        for part in self.parts():
            yield from part.walk()

    def indices(self):
        """The names that stand in index position."""
        within = (i for n in self.walk() if n.kind == "index" for i in n.args[1])
        return {n.args[0] for i in within for n in i.walk() if n.kind == "sym"}


ARGUMENT = SYMBOLS["argument"]
Z = Node("sym", (ARGUMENT,))
"""What a bare function is taken of."""
