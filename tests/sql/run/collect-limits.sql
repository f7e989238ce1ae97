-- expect: ok
-- input: {"topic":"s","key":1,"value":{"V":1},"timestamp":1}
-- input: {"topic":"s","key":1,"value":{"V":1},"timestamp":2}
-- input: {"topic":"s","key":1,"value":{"V":2},"timestamp":3}
-- output: {"topic":"T","key":1,"value":{"L":[1],"S":[1]},"timestamp":1}
-- output: {"topic":"T","key":1,"value":{"L":[1,1],"S":[1]},"timestamp":2}
-- output: {"topic":"T","key":1,"value":{"L":[1,1],"S":[1]},"timestamp":3}
SET 'ksql.functions.collect_list.limit' = '2';
SET 'ksql.functions.collect_set.limit' = '1';
CREATE STREAM S (ID BIGINT KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE TABLE T AS SELECT ID, COLLECT_LIST(V) AS L, COLLECT_SET(V) AS S FROM S GROUP BY ID;
