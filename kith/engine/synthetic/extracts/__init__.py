"""How each agency would write down what it knows of the invented council, one SQL file per source."""
