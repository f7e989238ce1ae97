-- expect: ok
-- output: {"topic":"s","key":1,"value":{"A":"x","B":null},"timestamp":42}
-- output: {"topic":"s","key":2,"value":{"A":"y","B":3.5},"timestamp":7}
-- output: {"topic":"O","key":2,"value":{"A":"y","B":3.5},"timestamp":7}
CREATE STREAM S (ID BIGINT KEY, A VARCHAR, B DOUBLE) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE STREAM O AS SELECT * FROM S WHERE B IS NOT NULL;
INSERT INTO S (ROWTIME, ID, A) VALUES (42, 1, 'x');
INSERT INTO S (ROWTIME, ID, A, B) VALUES (3 + 4, 2, 'y', 3.5);
