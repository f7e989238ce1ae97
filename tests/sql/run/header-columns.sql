-- expect: ok
-- input: {"topic":"k","key":1,"value":7,"timestamp":1,"headers":[{"KEY":"h","VALUE":"aGk="}]}
-- input: {"topic":"j","key":2,"value":8,"timestamp":2}
-- output: {"topic":"OUT","key":1,"value":{"V":7,"H":"aGk="},"timestamp":1,"headers":[{"KEY":"h","VALUE":"aGk="}]}
-- output: {"topic":"BARE","key":2,"value":8,"timestamp":2}
CREATE STREAM K (ID INT KEY, V INT, H BYTES HEADER('h')) WITH (KAFKA_TOPIC='k', VALUE_FORMAT='KAFKA');
CREATE STREAM J (ID INT KEY, V INT, ALL_OF_THEM ARRAY<STRUCT<KEY STRING, VALUE BYTES>> HEADERS)
  WITH (KAFKA_TOPIC='j', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=FALSE);
CREATE STREAM D (ID INT KEY, V INT, ALL_OF_THEM ARRAY<STRUCT<KEY STRING, VALUE BYTES>> HEADERS)
  WITH (KAFKA_TOPIC='d', VALUE_FORMAT='DELIMITED', PARTITIONS=1);
CREATE STREAM OUT WITH (VALUE_FORMAT='JSON') AS SELECT ID, V, H FROM K;
CREATE STREAM BARE WITH (VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=FALSE) AS SELECT ID, V FROM J;
