"""Calendars (RFC 5545): whole-day events with a reminder, that keep their keys from one fetching to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event


@dataclass(frozen=True)
class Entry:
    """One last day. `key` is the same each time; `days_before` is when the calendar reminds, None for never."""

    key: str
    day: date
    title: str
    text: str = ""
    address: str = ""
    days_before: int | None = None


def calendar_of(name: str, entries: Iterable[Entry], *, now: datetime, refresh: timedelta | None = None) -> bytes:
    """A calendar file. `refresh` is how often a program that subscribes should fetch it again (RFC 7986)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Riskbild//Riskbild//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    if refresh is not None:
        calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", f"PT{int(refresh.total_seconds() // 3600)}H")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@riskbild")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    if entry.address:
        event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    if entry.days_before is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(days=-entry.days_before))
        event.add_component(alarm)
    return event
