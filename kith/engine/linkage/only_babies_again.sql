-- Of the babies who may be one, those of whom one at least is looked at again.
delete from linking.same_baby where n_l not in (select n from linking.member) and n_r not in (select n from linking.member);
