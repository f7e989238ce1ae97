-- expect: error bind.unknown-type at FOO
-- expect: error catalog.invalid-property at 'FOO'
-- expect: error types.bad-date-pattern at 'foo'
CREATE STREAM A (V FOO) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE STREAM B (V INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='FOO', PARTITIONS=1);
CREATE STREAM C (V STRING) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON', PARTITIONS=1, TIMESTAMP='V', TIMESTAMP_FORMAT='foo');
