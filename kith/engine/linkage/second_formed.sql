-- linking.chosen: of the pairs of clusters those in which one was formed again.
delete from linking.chosen
where n_l not in (select label from linking.label semi join linking.formed using (n))
    and n_r not in (select label from linking.label semi join linking.formed using (n));
