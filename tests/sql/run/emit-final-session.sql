-- expect: ok
-- input: {"topic":"s","key":"b","value":{"V":1},"timestamp":0}
-- input: {"topic":"s","key":"a","value":{"V":2},"timestamp":4000}
-- input: {"topic":"s","key":"b","value":{"V":4},"timestamp":9000}
-- input: {"topic":"s","key":"a","value":{"V":8},"timestamp":19000}
-- input: {"topic":"s","key":"a","value":{"V":16},"timestamp":19001}
-- input: {"topic":"s","key":"b","value":{"V":32},"timestamp":40000}
-- output: {"topic":"C","key":"a","value":{"TOTAL":2},"timestamp":4000,"window":{"start":4000,"end":4000,"type":"SESSION"}}
-- output: {"topic":"C","key":"b","value":{"TOTAL":5},"timestamp":9000,"window":{"start":0,"end":9000,"type":"SESSION"}}
-- output: {"topic":"C","key":"a","value":{"TOTAL":24},"timestamp":19001,"window":{"start":19000,"end":19001,"type":"SESSION"}}
CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
-- A session is closed when stream time is past its end and the gap; it never leaves before, under
-- bounds that still grow.
CREATE TABLE C AS SELECT K, SUM(V) AS TOTAL FROM S WINDOW SESSION (10 SECONDS) GROUP BY K EMIT FINAL;
