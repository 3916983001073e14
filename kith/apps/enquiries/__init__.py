"""The room of yes-or-no questions between agencies, their answers, and what is owed after them."""
