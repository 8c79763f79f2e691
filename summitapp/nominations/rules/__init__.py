"""What is decided about a list, without database, clock or request.

``letters`` tells encodings apart, ``workbooks`` opens workbooks without trusting them, ``reading`` finds the table in
either, ``headings`` knows what columns are called, ``names`` splits and spells names, ``judging`` decides about rows.
"""
