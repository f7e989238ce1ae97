-- expect: ok
-- input: {"topic":"s","key":"a","value":{"V":1},"timestamp":1000}
-- input: {"topic":"s","key":"b","value":{"V":2},"timestamp":9999}
-- input: {"topic":"s","key":"a","value":{"V":3},"timestamp":10000}
-- input: {"topic":"s","key":"a","value":{"V":4},"timestamp":500}
-- input: {"topic":"s","key":"a","value":{"V":5},"timestamp":14999}
-- input: {"topic":"s","key":"b","value":{"V":6},"timestamp":3000}
-- input: {"topic":"s","key":"a","value":{"V":7},"timestamp":15000}
-- input: {"topic":"s","key":"b","value":{"V":8},"timestamp":9000}
-- output: {"topic":"C","key":"a","value":{"N":1,"TOTAL":1},"timestamp":1000,"window":{"start":0,"end":10000,"type":"TIME"}}
-- output: {"topic":"C","key":"b","value":{"N":1,"TOTAL":2},"timestamp":9999,"window":{"start":0,"end":10000,"type":"TIME"}}
-- output: {"topic":"C","key":"a","value":{"N":1,"TOTAL":3},"timestamp":10000,"window":{"start":10000,"end":20000,"type":"TIME"}}
-- output: {"topic":"C","key":"a","value":{"N":2,"TOTAL":5},"timestamp":1000,"window":{"start":0,"end":10000,"type":"TIME"}}
-- output: {"topic":"C","key":"a","value":{"N":2,"TOTAL":8},"timestamp":14999,"window":{"start":10000,"end":20000,"type":"TIME"}}
-- output: {"topic":"C","key":"b","value":{"N":2,"TOTAL":8},"timestamp":9999,"window":{"start":0,"end":10000,"type":"TIME"}}
-- output: {"topic":"C","key":"a","value":{"N":3,"TOTAL":15},"timestamp":15000,"window":{"start":10000,"end":20000,"type":"TIME"}}
CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
-- Closed when stream time reaches end + grace: the last row comes too late by no millisecond.
CREATE TABLE C AS SELECT K, COUNT(*) AS N, SUM(V) AS TOTAL FROM S
  WINDOW TUMBLING (SIZE 10 SECONDS, GRACE PERIOD 5 SECONDS) GROUP BY K;
