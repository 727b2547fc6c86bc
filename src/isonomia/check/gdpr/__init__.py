"""Data protection: the GDPR, Regulation (EU) 2016/679 (and the UK's), and the ePrivacy Directive."""
