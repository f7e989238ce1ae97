-- expect: ok
-- input: {"topic":"s","key":1,"value":{"V":5,"NAME":"a","L":[1,null]},"timestamp":1}
-- input: {"topic":"s","key":1,"value":{"V":null,"NAME":"b","L":null},"timestamp":2}
-- input: {"topic":"s","key":1,"value":{"V":7,"NAME":"a","L":[2]},"timestamp":3}
-- output: {"topic":"T","key":1,"value":{"BEST":[{"sort_col":5,"col0":"a"}],"TOPS":[5],"SAME":"a","N":1,"SPREAD":0.0,"L":1},"timestamp":1}
-- output: {"topic":"T","key":1,"value":{"BEST":[{"sort_col":5,"col0":"a"}],"TOPS":[5],"SAME":null,"N":2,"SPREAD":0.0,"L":1},"timestamp":2}
-- output: {"topic":"T","key":1,"value":{"BEST":[{"sort_col":7,"col0":"a"}],"TOPS":[7,5],"SAME":null,"N":2,"SPREAD":2.0,"L":3},"timestamp":3}
CREATE STREAM S (ID BIGINT KEY, V INT, NAME STRING, L ARRAY<INT>) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE TABLE T AS SELECT ID, TOPK(V, NAME, 1) AS BEST, TOPKDISTINCT(V, 2) AS TOPS, ATTR(NAME) AS SAME,
    COUNT_DISTINCT(NAME) AS N, STDDEV_SAMP(V) AS SPREAD, SUM_LIST(L) AS L
  FROM S GROUP BY ID;
