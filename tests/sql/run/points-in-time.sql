-- expect: ok
-- input: {"topic":"s","key":1,"value":{"A":1},"timestamp":1514764800000}
-- input: {"topic":"s","key":2,"value":{"A":2},"timestamp":1514764800001}
-- input: {"topic":"s","key":3,"value":{"A":3},"timestamp":1514851200000}
-- input: {"topic":"s","key":4,"value":{"A":4},"timestamp":1514851200001}
-- output: {"topic":"O","key":2,"value":{"A":2},"timestamp":1514764800001}
-- output: {"topic":"O","key":3,"value":{"A":3},"timestamp":1514851200000}
CREATE STREAM S (ID BIGINT KEY, A INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE STREAM O AS SELECT ID, A FROM S WHERE ROWTIME > '2018' AND ROWTIME BETWEEN '2018-01-01T01:00+0100' AND '2018-01-01T24';
