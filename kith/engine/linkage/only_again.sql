-- Of the pairs that relatives suggest, those of somebody who is formed again.
delete from linking.blocked
where join_key_l not in (select n from linking.member) and join_key_r not in (select n from linking.member);
