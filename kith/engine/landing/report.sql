-- Every problem of a delivery for the sender, the gravest first. A spreadsheet must not run what a cell holds.
select
    file,
    row_number as row,
    "column",
    case severity when 'SET_ASIDE' then 'row set aside' else 'noted, row landed' end as what_became_of_it,
    rule,
    said as what_is_wrong,
    fix_of(fix, day) as example,
    case when value[1] in ('=', '+', '-', '@', '|', '%', chr(9), chr(10), chr(13)) then '''' || value else value end as cell
from problem
join rule on rule.code = problem.rule
left join written using (file, "column")
order by severity = 'NOTE', file, row_number, "column"
