-- Adds one line to the log as a family's page, whose role may not write the table itself.
select kith_portal_append_line(%(line)s)
