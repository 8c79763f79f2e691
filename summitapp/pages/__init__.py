"""The society's public pages: the first page, each summit's page, notices. They read what lower features keep."""
