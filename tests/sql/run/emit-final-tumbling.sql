-- expect: ok
-- input: {"topic":"s","key":"b","value":{"V":1},"timestamp":1000}
-- input: {"topic":"s","key":"a","value":{"V":2},"timestamp":9000}
-- input: {"topic":"s","key":"a","value":{"V":3},"timestamp":11000}
-- input: {"topic":"s","key":"a","value":{"V":4},"timestamp":500}
-- input: {"topic":"s","key":null,"value":{"V":5},"timestamp":15000}
-- input: {"topic":"s","key":"b","value":{"V":6},"timestamp":14999}
-- input: {"topic":"s","key":"c","value":{"V":7},"timestamp":15000}
-- input: {"topic":"s","key":"a","value":{"V":8},"timestamp":9999}
-- input: {"topic":"s","key":"c","value":{"V":9},"timestamp":60000}
-- output: {"topic":"C","key":"a","value":{"N":2,"TOTAL":6},"timestamp":9000,"window":{"start":0,"end":10000,"type":"TIME"}}
-- output: {"topic":"C","key":"b","value":{"N":1,"TOTAL":1},"timestamp":1000,"window":{"start":0,"end":10000,"type":"TIME"}}
CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
-- One result a window, in the order of the keys, with the first row at end + grace that has a key.
-- The last row jumps over the second window by more than the grace period, so its result is lost.
CREATE TABLE C AS SELECT K, COUNT(*) AS N, SUM(V) AS TOTAL FROM S
  WINDOW TUMBLING (SIZE 10 SECONDS, GRACE PERIOD 5 SECONDS) GROUP BY K EMIT FINAL;
