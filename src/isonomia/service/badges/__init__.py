"""A badge that a member chooses to show: the scheme's title and the band, as a picture for any page."""
