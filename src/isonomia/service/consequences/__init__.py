"""What follows from a band: benefits granted and ended with notice, disadvantages proposed and decided by a person."""
