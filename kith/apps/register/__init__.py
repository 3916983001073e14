"""The room of people and families whom Kith knows because a worker wrote them down: in no agency's file yet."""
