"""What is decided about a list, without database, clock or request.

``desk`` decides who is shown where and what may be done there. ``letters`` tells encodings apart, ``workbooks`` opens
workbooks without trusting them, ``reading`` finds the table in either, ``headings`` knows what columns are called,
``names`` splits and spells names, ``cells`` reads single cells, ``row`` one row; ``judging`` decides about all of them.
"""
