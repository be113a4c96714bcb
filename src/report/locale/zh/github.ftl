### The bot on GitHub.
