"""What the wording file of a letter may hold: a closed list of Jinja parts and of HTML elements.

Everything not listed is refused before it can run. Rendering itself is `render.py`.
"""

from collections.abc import Collection, Iterator
from html.parser import HTMLParser

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from letters.errors import TemplateRefused

MAX_TEMPLATE = 40_000
MAX_LOOP_DEPTH = 2
FILTERS = frozenset(
    {
        *("long_date", "clock_time", "date_and_time", "time_and_day", "working_days", "length_of_time", "counted"),
        *("and_list", "paragraphs", "first_lower", "sentence", "line_breaks", "unmarked", "comma_list", "unbroken"),
    }
)
SHARED_FILES = frozenset(
    {
        *("_page.html.j2", "_letterhead.html.j2", "_wording.html.j2", "_sections.html.j2"),
        *("_appeal_letterhead.html.j2", "_appeal_sections.html.j2", "_tension_letterhead.html.j2"),
        *("_notice.html.j2", "_notice_wording.html.j2", "_incident_notice.html.j2"),
    }
)
_ELEMENTS = frozenset(
    {
        *("h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "br", "div", "span"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
)
_HEAD_ELEMENTS = frozenset({"html", "head", "meta", "title", "style", "body"})
_ATTRIBUTES = frozenset({"class", "scope"})
_HEAD_ATTRIBUTES = frozenset({"lang", "charset", "name", "content"})
_NODES: tuple[type[nodes.Node], ...] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr),
    *(nodes.If, nodes.For, nodes.Filter, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
    *(nodes.Block, nodes.Extends, nodes.FromImport, nodes.Call, nodes.Keyword),
)
_SHARED_NODES: tuple[type[nodes.Node], ...] = (*_NODES, nodes.Macro)


def refuse_unsafe(environment: Environment, name: str, source: str) -> None:
    """Check one wording file. Raises TemplateRefused with the line of the first fault.

    Source: rec, D-008 (letters are strict; an owner may change the wording, not reach outside it).
    """
    if len(source) > MAX_TEMPLATE:
        raise TemplateRefused(name, line=1, words=f"The file is longer than {MAX_TEMPLATE:,} characters.")
    _refuse_odd_characters(name, source)
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as fault:
        raise TemplateRefused(name, line=fault.lineno, words=fault.message or "Cannot be read.") from fault
    except RecursionError as fault:
        raise TemplateRefused(name, line=1, words="The file is nested too deeply.") from fault
    shared = name in SHARED_FILES
    callable_names = _callable_names(tree)
    for node in _all_nodes(tree):
        words = _fault(node, shared=shared, callable_names=callable_names)
        if words:
            raise TemplateRefused(name, line=node.lineno or 1, words=words)
    _refuse_deep_loops(name, tree)
    _refuse_elements(name, tree)


def refuse_unknown_names(environment: Environment, name: str, source: str, *, known: Collection[str]) -> None:
    """Refuse a wording file that uses a field its letter does not declare. Raises TemplateRefused."""
    tree = environment.parse(source)
    unknown = sorted(meta.find_undeclared_variables(tree) - _callable_names(tree) - set(known))
    if unknown:
        raise TemplateRefused(name, line=1, words=f"The letter has no field called {', '.join(unknown)}.")


def _fault(node: nodes.Node, *, shared: bool, callable_names: Collection[str]) -> str:
    if not isinstance(node, _SHARED_NODES if shared else _NODES):
        return f"A letter may not use {type(node).__name__}."
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        return f"A letter has no filter called {node.name}."
    if (isinstance(node, nodes.Getattr) and node.attr.startswith("_")) or _names_itself(node):
        return "A letter may not look inside a value."
    if isinstance(node, nodes.Extends | nodes.FromImport) and _target(node) not in SHARED_FILES:
        return "A letter may only use the shared letterhead and wording."
    if isinstance(node, nodes.Call):
        return _call_fault(node, callable_names)
    if isinstance(node, nodes.For) and not isinstance(node.iter, nodes.Name | nodes.Getattr | nodes.Filter):
        return "A letter may only go through a list that came from the case."
    return ""


def _names_itself(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "self"


def _call_fault(node: nodes.Call, callable_names: Collection[str]) -> str:
    if isinstance(node.node, nodes.Name) and node.node.name in callable_names:
        return ""
    return "A letter may only call the shared wording."


def _target(node: nodes.Extends | nodes.FromImport) -> object:
    return node.template.value if isinstance(node.template, nodes.Const) else None


def _callable_names(tree: nodes.Template) -> set[str]:
    names = {macro.name for macro in tree.find_all(nodes.Macro)}
    for found in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in found.names}
    return names


def _all_nodes(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _all_nodes(child)


def _refuse_deep_loops(name: str, node: nodes.Node, depth: int = 0) -> None:
    for child in node.iter_child_nodes():
        inside = depth + isinstance(child, nodes.For)
        if inside > MAX_LOOP_DEPTH:
            raise TemplateRefused(name, line=child.lineno or 1, words="Lists are nested too deeply.")
        _refuse_deep_loops(name, child, inside)


def _refuse_odd_characters(name: str, source: str) -> None:
    for number, line in enumerate(source.split("\n"), start=1):
        if any(not mark.isprintable() and mark != "\u00ad" for mark in line):
            raise TemplateRefused(name, line=number, words="The line holds a character that cannot be seen.")


def _refuse_elements(name: str, tree: nodes.Template) -> None:
    reader = _ElementReader(name)
    line = 1
    for data in sorted(tree.find_all(nodes.TemplateData), key=lambda found: found.lineno or 1):
        reader.feed("\n" * ((data.lineno or 1) - line) + data.data)  # keep the line numbers of the file
        line = max(line, data.lineno or 1) + data.data.count("\n")
    if reader.rawdata:  # an element that is left open could swallow what follows it
        raise TemplateRefused(name, line=reader.getpos()[0], words="An HTML element is not closed.")


class _ElementReader(HTMLParser):
    """Refuses HTML elements and attributes that a letter does not need."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=False)
        self.name = name
        head = name == "_page.html.j2"
        self.elements = _ELEMENTS | _HEAD_ELEMENTS if head else _ELEMENTS
        self.attributes = _ATTRIBUTES | _HEAD_ATTRIBUTES if head else _ATTRIBUTES

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Refuse an element or attribute that is not listed."""
        strange = [tag] if tag not in self.elements else [key for key, _ in attrs if key not in self.attributes]
        if strange:
            self._refuse(f"A letter may not use the HTML part “{strange[0][:30]}”.")

    def handle_comment(self, _data: str) -> None:
        """Refuse HTML comments: they would be sent with the letter."""
        self._refuse("Write notes as {# note #}: an HTML comment would be sent with the letter.")

    def handle_pi(self, _data: str) -> None:
        """Refuse processing instructions."""
        self._refuse("A letter may not hold instructions for a program.")

    def _refuse(self, words: str) -> None:
        raise TemplateRefused(self.name, line=self.getpos()[0], words=words)
