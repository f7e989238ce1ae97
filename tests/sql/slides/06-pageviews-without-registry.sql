-- catalog: ../catalogs/demo.sql
-- expect: error bind.no-schema-registry at 'AVRO'
-- fix: Use JSON
-- expect: ok
CREATE STREAM pageviews WITH (PARTITIONS=4, VALUE_FORMAT='AVRO') AS SELECT * FROM pageviews_json;
