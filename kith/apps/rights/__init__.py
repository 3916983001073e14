"""The room of what people may ask of what is held about them, and when it is let go."""
