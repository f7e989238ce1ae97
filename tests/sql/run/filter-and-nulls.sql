-- expect: ok
-- input: {"topic":"s","key":1,"value":{"V":3,"T":"a"},"timestamp":10}
-- input: {"topic":"s","key":2,"value":{"V":null,"T":"b"},"timestamp":11}
-- input: {"topic":"s","key":3,"value":null,"timestamp":12}
-- input: {"topic":"s","key":null,"value":{"V":9,"T":null},"timestamp":5}
-- output: {"topic":"A","key":1,"value":{"V":3,"T":"a"},"timestamp":10}
-- output: {"topic":"A","key":2,"value":{"V":null,"T":"b"},"timestamp":11}
-- output: {"topic":"A","key":3,"value":null,"timestamp":12}
-- output: {"topic":"A","key":null,"value":{"V":9,"T":null},"timestamp":5}
-- output: {"topic":"B","key":1,"value":{"DOUBLED":6,"T":"a!"},"timestamp":10}
-- output: {"topic":"B","key":null,"value":{"DOUBLED":18,"T":null},"timestamp":5}
-- output: {"topic":"C","key":2,"value":{"V":null},"timestamp":11}
CREATE STREAM S (ID BIGINT KEY, V INT, T VARCHAR) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE STREAM A AS SELECT * FROM S;
CREATE STREAM B AS SELECT ID, V * 2 AS DOUBLED, T + '!' AS T FROM S WHERE V > 2;
-- A row without a value is dropped by any WHERE.
CREATE STREAM C AS SELECT ID, V FROM S WHERE V IS NULL;
