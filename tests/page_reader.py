"""A page of HTML as its tests read it."""

from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})
"""Elements that need no end."""


class Reader(HTMLParser):
    """Tags with their attributes, the text, and whether every tag is closed in its order."""

    def __init__(self, text, void=VOID):
        super().__init__()
        self.void = void
        self.tags, self.open, self.words, self.wrong = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        self.words.append(data)

    def named(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]
