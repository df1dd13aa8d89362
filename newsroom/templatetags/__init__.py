"""What templates of every room can use."""
