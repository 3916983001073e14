-- The answers of yes to the council's questions, about people in view and out of view, but nobody who must not be found.
insert into published.flag
from questions.flag anti join view.shielded using (person_ref)
order by all;
