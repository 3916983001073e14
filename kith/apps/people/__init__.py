"""The room of people and families in view, as the live run knows them."""
