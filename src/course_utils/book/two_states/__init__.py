"""The data behind the page on any two states: scripts that the page loads as a reader chooses, written with the site.

One script holds what all pairs share (roll calls, organisations, notes), and one script each state holds its own
record and its ties with the states after it in the alphabet. They are scripts and not JSON because a page that is
opened from the disk may load a script and nothing else.
"""

from course_utils.book.two_states.files import scripts, write

__all__ = ["scripts", "write"]
