-- expect: ok
-- input: {"topic":"s","key":1,"value":{"V":null},"timestamp":9}
-- input: {"topic":"s","key":1,"value":{"V":4},"timestamp":3}
-- input: {"topic":"s","key":1,"value":{"V":null},"timestamp":5}
-- input: {"topic":"s","key":1,"value":null,"timestamp":20}
-- input: {"topic":"s","key":null,"value":{"V":8},"timestamp":21}
-- input: {"topic":"s","key":1,"value":{"V":1},"timestamp":22}
-- output: {"topic":"T","key":1,"value":{"N":1,"NV":0,"S":0,"LO":null,"HI":null,"MEAN":0.0},"timestamp":9}
-- output: {"topic":"T","key":1,"value":{"N":2,"NV":1,"S":4,"LO":4,"HI":4,"MEAN":4.0},"timestamp":9}
-- output: {"topic":"T","key":1,"value":{"N":3,"NV":1,"S":4,"LO":4,"HI":4,"MEAN":4.0},"timestamp":9}
-- output: {"topic":"T","key":1,"value":{"N":4,"NV":2,"S":5,"LO":1,"HI":4,"MEAN":2.5},"timestamp":22}
CREATE STREAM S (ID BIGINT KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE TABLE T AS SELECT ID, COUNT(*) AS N, COUNT(V) AS NV, SUM(V) AS S, MIN(V) AS LO, MAX(V) AS HI, AVG(V) AS MEAN
  FROM S GROUP BY ID;
