-- expect: ok
-- input: {"topic":"s","key":"a","value":{"V":1},"timestamp":0}
-- input: {"topic":"s","key":"a","value":{"V":2},"timestamp":10000}
-- input: {"topic":"s","key":"a","value":{"V":4},"timestamp":30000}
-- input: {"topic":"s","key":"a","value":{"V":8},"timestamp":20000}
-- output: {"topic":"C","key":"a","value":{"TOTAL":1},"timestamp":0,"window":{"start":0,"end":0,"type":"SESSION"}}
-- output: {"topic":"C","key":"a","value":null,"timestamp":0,"window":{"start":0,"end":0,"type":"SESSION"}}
-- output: {"topic":"C","key":"a","value":{"TOTAL":3},"timestamp":10000,"window":{"start":0,"end":10000,"type":"SESSION"}}
-- output: {"topic":"C","key":"a","value":{"TOTAL":4},"timestamp":30000,"window":{"start":30000,"end":30000,"type":"SESSION"}}
-- output: {"topic":"C","key":"a","value":null,"timestamp":10000,"window":{"start":0,"end":10000,"type":"SESSION"}}
-- output: {"topic":"C","key":"a","value":null,"timestamp":30000,"window":{"start":30000,"end":30000,"type":"SESSION"}}
-- output: {"topic":"C","key":"a","value":{"TOTAL":15},"timestamp":30000,"window":{"start":0,"end":30000,"type":"SESSION"}}
CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
-- The last row lies within the gap of both sessions and makes one of them.
CREATE TABLE C AS SELECT K, SUM(V) AS TOTAL FROM S WINDOW SESSION (10 SECONDS) GROUP BY K;
