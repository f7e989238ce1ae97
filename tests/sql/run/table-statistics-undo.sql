-- expect: ok
-- input: {"topic":"s","key":1,"value":{"G":"g","X":1,"Y":2,"L":[1,2]},"timestamp":1}
-- input: {"topic":"s","key":2,"value":{"G":"g","X":3,"Y":6,"L":[3]},"timestamp":2}
-- input: {"topic":"s","key":1,"value":{"G":"g","X":1,"Y":8,"L":[4]},"timestamp":3}
-- input: {"topic":"s","key":2,"value":null,"timestamp":4}
-- output: {"topic":"T","key":"g","value":{"C":"NaN","V":0.0,"A":2,"L":3},"timestamp":1}
-- output: {"topic":"T","key":"g","value":{"C":1.0,"V":2.0,"A":null,"L":6},"timestamp":2}
-- output: {"topic":"T","key":"g","value":{"C":-1.0,"V":2.0,"A":null,"L":7},"timestamp":3}
-- output: {"topic":"T","key":"g","value":{"C":"NaN","V":0.0,"A":8,"L":4},"timestamp":4}
CREATE TABLE S (ID BIGINT PRIMARY KEY, G STRING, X INT, Y INT, L ARRAY<INT>) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE TABLE T AS SELECT G, CORRELATION(X, Y) AS C, STDDEV_SAMP(X) AS V, ATTR(Y) AS A, SUM_LIST(L) AS L FROM S GROUP BY G;
