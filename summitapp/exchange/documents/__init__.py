"""A version of the agenda as the bytes of a file."""

from summitapp.exchange.documents.frab import JSON, XML, Conference, write_json, write_xml

__all__ = ["JSON", "XML", "Conference", "write_json", "write_xml"]
