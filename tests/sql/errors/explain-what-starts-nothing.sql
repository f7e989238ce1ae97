-- catalog: ../catalogs/lookups.sql
-- expect: error bind.nothing-to-explain at CREATE STREAM X (A INT) WITH (KAFKA_TOPIC='x', VALUE_FORMAT='JSON', PARTITIONS=1)
-- expect: error bind.nothing-to-explain at DEFINE A = '1'
-- expect: error bind.unknown-variable at ${A}
-- expect: error bind.unknown-source at X
EXPLAIN CREATE STREAM X (A INT) WITH (KAFKA_TOPIC='x', VALUE_FORMAT='JSON', PARTITIONS=1);
EXPLAIN DEFINE A = '1';
EXPLAIN SELECT ${A} FROM S EMIT CHANGES;
EXPLAIN CREATE STREAM Y AS SELECT * FROM X;
