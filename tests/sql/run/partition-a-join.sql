-- expect: ok
-- input: {"topic":"l","key":7,"value":{"B":1,"C":2},"timestamp":11}
-- input: {"topic":"r","key":7,"value":{"Y":-1},"timestamp":12}
-- output: {"topic":"O","key":1,"value":{"L_C":2,"L_ROWTIME":11,"L_ROWPARTITION":0,"L_ROWOFFSET":0,"L_A":7,"R_Y":-1,"R_ROWTIME":12,"R_ROWPARTITION":0,"R_ROWOFFSET":0,"R_X":7},"timestamp":12}
CREATE STREAM L (A INT KEY, B INT, C INT) WITH (KAFKA_TOPIC='l', VALUE_FORMAT='JSON');
CREATE STREAM R (X INT KEY, Y INT) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON');
CREATE STREAM O AS SELECT * FROM L JOIN R WITHIN 10 SECONDS ON L.A = R.X PARTITION BY L.B;
