-- expect: error catalog.format-cannot-hold at 'JSON'
-- expect: error catalog.format-cannot-hold at T
CREATE STREAM S (M MAP<INT, STRING>) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE STREAM R (A ARRAY<INT>) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE STREAM T AS SELECT ARRAY[MAP(1 := 'a')] AS M FROM R;
