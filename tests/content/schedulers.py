"""What a member of a crowd does with the schedule."""

from content.schedule import publish_due


def publish():
    return str(publish_due())
