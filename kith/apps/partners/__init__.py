"""The room of pages for an agency without an account: one question, one link, once."""
