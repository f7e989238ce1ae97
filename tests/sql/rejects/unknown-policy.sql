-- expect: error catalog.invalid-property at 'STPO'
-- fix: STOP
-- expect: ok
CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1, ON_REJECT='STPO');
