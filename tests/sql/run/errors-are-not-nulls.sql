-- expect: ok
-- input: {"topic":"s","key":1,"value":{"T":"5"},"timestamp":1}
-- input: {"topic":"s","key":2,"value":{"T":"x"},"timestamp":2}
-- input: {"topic":"s","key":3,"value":{"T":null},"timestamp":3}
-- output: {"topic":"O","key":1,"value":{"NONE":false,"SOME":true},"timestamp":1}
-- output: {"topic":"O","key":2,"value":{"NONE":null,"SOME":null},"timestamp":2}
-- output: {"topic":"O","key":3,"value":{"NONE":true,"SOME":false},"timestamp":3}
-- output: {"topic":"N","key":3,"value":{"T":null},"timestamp":3}
-- output: {"topic":"M","key":1,"value":{"T":"5"},"timestamp":1}
CREATE STREAM S (ID BIGINT KEY, T VARCHAR) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
-- A value that could not be computed is not known to be null.
CREATE STREAM O AS SELECT ID, CAST(T AS INT) IS NULL AS NONE, CAST(T AS INT) IS NOT NULL AS SOME FROM S;
CREATE STREAM N AS SELECT ID, T FROM S WHERE CAST(T AS INT) IS NULL;
CREATE STREAM M AS SELECT ID, T FROM S WHERE NOT CAST(T AS INT) IS NULL;
