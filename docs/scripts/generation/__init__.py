"""What the generators of pages share: writing, checking, reading the schemes that come with isonomia."""
