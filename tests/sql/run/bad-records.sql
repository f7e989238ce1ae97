-- expect: ok
-- input: {"topic":"s","key":1,"value":{"V":1,"X":1},"timestamp":1}
-- input: {"topic":"s","key":2,"value":{"V":"no number","X":2},"timestamp":2}
-- input: {"topic":"s","key":3,"value":{"v":3},"timestamp":3}
-- input: {"topic":"s","key":4,"value":{"V":"4","X":2.9,"OTHER":[1,{"a":2}]},"timestamp":4}
-- output: {"topic":"A","key":1,"value":{"X":1},"timestamp":1}
-- output: {"topic":"A","key":3,"value":{"X":null},"timestamp":3}
-- output: {"topic":"A","key":4,"value":{"X":2},"timestamp":4}
CREATE STREAM S (ID BIGINT KEY, V INT, X BIGINT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
-- The second record is not good, though nobody reads the column that is wrong.
CREATE STREAM A AS SELECT ID, X FROM S;
