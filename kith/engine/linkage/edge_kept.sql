-- Of the edges only the new ones are kept: the earlier are in the earlier parts.
create or replace table linking.edge as from linking.new_edge;
