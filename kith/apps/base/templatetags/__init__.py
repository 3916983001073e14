"""What templates may say: dates in words, an agency's dot, form fields dressed by the design."""
