"""Work through platforms: Directive (EU) 2024/2831."""
