-- expect: error sql.unexpected-token at STREAM
-- expect: error sql.unexpected-token at ``
-- expect: error sql.unexpected-token at ``
-- expect: error sql.unexpected-token at ``
CREATE SINK STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE STREAM `` (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE STREAM T (K VARCHAR KEY, V ``) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1);
EXPLAIN ``;
