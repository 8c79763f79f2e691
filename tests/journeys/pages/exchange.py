"""The pages of files with sessions."""

_SUMMIT = {"slug": "izmir-2027"}
PAGES = {"organiser": {"exchange.import_sessions": (_SUMMIT,)}}
NO_PAGE = {"exchange.export_workbook": "a workbook", "exchange.export_table": "a table"}
