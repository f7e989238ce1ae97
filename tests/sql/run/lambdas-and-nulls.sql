-- expect: ok
-- input: {"topic":"s","key":1,"value":{"L":[1,null],"M":{"a":1,"b":2}},"timestamp":1}
-- input: {"topic":"s","key":1,"value":{"L":[1,2],"M":{"a":1,"A":2}},"timestamp":2}
-- output: {"topic":"T","key":1,"value":{"PLUS":null,"NAMES":["1","null"],"KEYS":{"A":1,"B":2}},"timestamp":1}
-- output: {"topic":"T","key":1,"value":{"PLUS":[2,3],"NAMES":["1","2"],"KEYS":null},"timestamp":2}
CREATE STREAM S (ID BIGINT KEY, L ARRAY<INT>, M MAP<STRING, INT>) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE STREAM T AS SELECT ID, TRANSFORM(L, X => X + 1) AS PLUS, TRANSFORM(L, X => TO_JSON_STRING(X)) AS NAMES,
    TRANSFORM(M, (K, V) => UCASE(K), (K, V) => V) AS KEYS
  FROM S;
