"""Rules of a call judged: eligibility, attachments, scoring, timeline, tracks, sections."""
