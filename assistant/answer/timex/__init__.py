"""Time expressions of English news text: found, read and put into the calendar; pure."""
