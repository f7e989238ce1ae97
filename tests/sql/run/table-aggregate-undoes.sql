-- expect: ok
-- input: {"topic":"t","key":1,"value":{"G":"x","V":5},"timestamp":1}
-- input: {"topic":"t","key":2,"value":{"G":"x","V":7},"timestamp":2}
-- input: {"topic":"t","key":1,"value":{"G":"y","V":6},"timestamp":3}
-- input: {"topic":"t","key":2,"value":null,"timestamp":4}
-- output: {"topic":"A","key":"x","value":{"N":1,"TOTAL":5},"timestamp":1}
-- output: {"topic":"A","key":"x","value":{"N":2,"TOTAL":12},"timestamp":2}
-- output: {"topic":"A","key":"x","value":{"N":1,"TOTAL":7},"timestamp":3}
-- output: {"topic":"A","key":"y","value":{"N":1,"TOTAL":6},"timestamp":3}
-- output: {"topic":"A","key":"x","value":{"N":0,"TOTAL":0},"timestamp":4}
CREATE TABLE T (ID BIGINT PRIMARY KEY, G VARCHAR, V INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON');
CREATE TABLE A AS SELECT G, COUNT(*) AS N, SUM(V) AS TOTAL FROM T GROUP BY G;
