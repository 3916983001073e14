"""The chronology as files that leave Kith: a spreadsheet (ODS), a letter that can be edited (Word), and a PDF."""
