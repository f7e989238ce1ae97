-- expect: ok
-- input: {"topic":"s","key":"a","value":{"AT":61000},"timestamp":0}
-- input: {"topic":"s","key":"a","value":{"AT":-5},"timestamp":1}
-- input: {"topic":"s","key":"a","value":{"AT":59000},"timestamp":2}
-- output: {"topic":"C","key":"a","value":{"N":1},"timestamp":61000,"window":{"start":60000,"end":120000,"type":"TIME"}}
-- output: {"topic":"C","key":"a","value":{"N":1},"timestamp":59000,"window":{"start":0,"end":60000,"type":"TIME"}}
CREATE STREAM S (K VARCHAR KEY, AT BIGINT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', TIMESTAMP='AT');
CREATE TABLE C AS SELECT K, COUNT(*) AS N FROM S WINDOW TUMBLING (SIZE 1 MINUTE) GROUP BY K;
