-- expect: ok
-- input: {"topic":"s","key":1,"value":{"U":7,"V":"a"},"timestamp":1}
-- input: {"topic":"s","key":2,"value":{"U":null,"V":"b"},"timestamp":2}
-- input: {"topic":"s","key":3,"value":null,"timestamp":3}
-- output: {"topic":"P","key":7,"value":{"V":"a","ID":1},"timestamp":1}
-- output: {"topic":"P","key":null,"value":{"V":"b","ID":2},"timestamp":2}
-- output: {"topic":"P","key":null,"value":null,"timestamp":3}
-- output: {"topic":"Q","key":8,"value":{"V":"a","ID":1},"timestamp":1}
-- output: {"topic":"Q","key":null,"value":{"V":"b","ID":2},"timestamp":2}
-- output: {"topic":"Q","key":null,"value":null,"timestamp":3}
-- output: {"topic":"N","key":7,"value":{"N":1},"timestamp":1}
CREATE STREAM S (ID BIGINT KEY, U INT, V VARCHAR) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE STREAM P AS SELECT * FROM S PARTITION BY U;
CREATE STREAM Q AS SELECT U + 1, V, ID FROM S PARTITION BY U + 1;
CREATE TABLE N AS SELECT U, COUNT(*) AS N FROM P GROUP BY U;
