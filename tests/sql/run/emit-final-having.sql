-- expect: ok
-- input: {"topic":"s","key":"a","value":{"V":1},"timestamp":1000}
-- input: {"topic":"s","key":"b","value":{"V":2},"timestamp":6000}
-- input: {"topic":"s","key":"a","value":{"V":3},"timestamp":7000}
-- input: {"topic":"s","key":"b","value":{"V":4},"timestamp":11000}
-- input: {"topic":"s","key":"a","value":{"V":5},"timestamp":15000}
-- output: {"topic":"C","key":"a","value":{"N":2,"LATEST":3},"timestamp":7000,"window":{"start":0,"end":10000,"type":"TIME"}}
-- output: {"topic":"C","key":"b","value":{"N":2,"LATEST":4},"timestamp":11000,"window":{"start":5000,"end":15000,"type":"TIME"}}
CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
-- A final result that does not match was never there: no tombstone. Without GRACE PERIOD a window
-- closes at its end.
CREATE TABLE C AS SELECT K, COUNT(*) AS N, LATEST_BY_OFFSET(V) AS LATEST FROM S
  WINDOW HOPPING (SIZE 10 SECONDS, ADVANCE BY 5 SECONDS) GROUP BY K HAVING COUNT(*) > 1 EMIT FINAL;
