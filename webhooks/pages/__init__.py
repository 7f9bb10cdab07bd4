"""What webhooks show and take over HTTP: the door for messages, and the pages around it."""
