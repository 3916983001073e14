-- The carried pairs that touch somebody who is formed again are weighed once more; linking.carried keeps all others, which
-- stay as they were found.

create or replace table linking.taken_up as
from linking.carried where n_l in (select n from linking.member) or n_r in (select n from linking.member);

delete from linking.carried where n_l in (select n from linking.member) or n_r in (select n from linking.member);

insert into linking.compared select n_l, n_r, rules from linking.taken_up;

create or replace table linking.human_again as
from linking.human where n_l in (select n from linking.member) or n_r in (select n from linking.member);
