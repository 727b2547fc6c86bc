"""What a sweep found, as text, as JSON, and as a page with figures."""
