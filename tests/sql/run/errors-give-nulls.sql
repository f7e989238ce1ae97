-- expect: ok
-- input: {"topic":"s","key":1,"value":{"A":7,"B":2,"T":"5"},"timestamp":1}
-- input: {"topic":"s","key":2,"value":{"A":7,"B":0,"T":"x"},"timestamp":2}
-- output: {"topic":"O","key":1,"value":{"Q":3,"N":5,"SAFE":3,"FIRST":7},"timestamp":1}
-- output: {"topic":"O","key":2,"value":{"Q":null,"N":null,"SAFE":0,"FIRST":7},"timestamp":2}
-- output: {"topic":"W","key":1,"value":{"A":7},"timestamp":1}
CREATE STREAM S (ID BIGINT KEY, A INT, B INT, T VARCHAR) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE STREAM O AS SELECT ID, A / B AS Q, CAST(T AS INT) AS N,
    CASE WHEN B = 0 THEN 0 ELSE A / B END AS SAFE, COALESCE(A, A / B) AS FIRST FROM S;
CREATE STREAM W AS SELECT ID, A FROM S WHERE A / B > 1;
