-- expect: error bind.bad-type at VARCHAR(10)
-- expect: error bind.duplicate-field at A
-- fix: Use VARCHAR
-- expect: error bind.duplicate-field at A
CREATE STREAM S (V VARCHAR(10)) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE TYPE T AS STRUCT<A INT, A INT>;
