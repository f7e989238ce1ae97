-- expect: ok
-- input: {"topic":"s","key":1,"value":{"V":60},"timestamp":1}
-- input: {"topic":"s","key":1,"value":{"V":50},"timestamp":2}
-- input: {"topic":"s","key":2,"value":{"V":101},"timestamp":3}
-- input: {"topic":"s","key":1,"value":{"V":-20},"timestamp":4}
-- input: {"topic":"s","key":1,"value":{"V":-20},"timestamp":5}
-- input: {"topic":"s","key":1,"value":{"V":31},"timestamp":6}
-- output: {"topic":"T","key":1,"value":{"TOTAL":110},"timestamp":2}
-- output: {"topic":"T","key":2,"value":{"TOTAL":101},"timestamp":3}
-- output: {"topic":"T","key":1,"value":null,"timestamp":4}
-- output: {"topic":"T","key":1,"value":{"TOTAL":101},"timestamp":6}
-- output: {"topic":"U","key":1,"value":{"TOTAL":110},"timestamp":2}
-- output: {"topic":"U","key":1,"value":null,"timestamp":4}
CREATE STREAM S (ID BIGINT KEY, V BIGINT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE TABLE T AS SELECT ID, SUM(V) AS TOTAL FROM S GROUP BY ID HAVING SUM(V) > 100;
-- A table's WHERE takes back what it has shown, and says nothing of what it has not.
CREATE TABLE U AS SELECT * FROM T WHERE TOTAL > 105;
