-- expect: ok
-- input: {"topic":"d","key":1,"value":"7,\"a,b\",1.5","timestamp":1}
-- input: {"topic":"d","key":2,"value":"8,,","timestamp":2}
-- input: {"topic":"d","key":3,"value":"9,only two","timestamp":3}
-- input: {"topic":"d","key":4,"value":"x,c,2.0","timestamp":4}
-- input: {"topic":"d","key":5,"value":"\"10\",\"say \"\"hi\"\"\",1e7","timestamp":5}
-- output: {"topic":"J","key":1,"value":{"A":7,"B":"a,b","C":1.5},"timestamp":1}
-- output: {"topic":"J","key":2,"value":{"A":8,"B":null,"C":null},"timestamp":2}
-- output: {"topic":"J","key":5,"value":{"A":10,"B":"say \"hi\"","C":1.0E7},"timestamp":5}
-- output: {"topic":"D","key":1,"value":"\"a,b\",1.5","timestamp":1}
-- output: {"topic":"D","key":2,"value":",","timestamp":2}
-- output: {"topic":"D","key":5,"value":"\"say \"\"hi\"\"\",1.0E7","timestamp":5}
-- output: {"topic":"K","key":1,"value":7,"timestamp":1}
-- output: {"topic":"K","key":2,"value":8,"timestamp":2}
-- output: {"topic":"K","key":5,"value":10,"timestamp":5}
CREATE STREAM S (ID BIGINT KEY, A INT, B VARCHAR, C DOUBLE) WITH (KAFKA_TOPIC='d', VALUE_FORMAT='DELIMITED');
CREATE STREAM J WITH (VALUE_FORMAT='JSON') AS SELECT * FROM S;
CREATE STREAM D AS SELECT ID, B, C FROM S;
CREATE STREAM K WITH (VALUE_FORMAT='KAFKA') AS SELECT ID, A FROM S;
