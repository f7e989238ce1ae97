-- expect: ok
-- input: {"topic":"s","key":1,"value":{"T":"x","P":{"X":1,"Y":2}},"timestamp":1}
-- input: {"topic":"s","key":2,"value":{"T":"5","P":{"X":3}},"timestamp":2}
-- input: {"topic":"s","key":3,"value":{"T":null,"P":{"X":3,"Y":4}},"timestamp":3}
-- output: {"topic":"O","key":1,"value":{"A":[1,null],"M":{"k":null,"l":1},"ST":{"N":null,"ID":1},"R":1},"timestamp":1}
-- output: {"topic":"O","key":2,"value":{"A":[2,5],"M":{"k":5,"l":2},"ST":{"N":5,"ID":2},"R":2},"timestamp":2}
-- output: {"topic":"O","key":3,"value":{"A":[3,null],"M":{"k":null,"l":3},"ST":{"N":null,"ID":3},"R":3},"timestamp":3}
-- output: {"topic":"I","key":1,"value":{"T":"x"},"timestamp":1}
-- output: {"topic":"I","key":2,"value":{"T":"5"},"timestamp":2}
CREATE STREAM S (ID BIGINT KEY, T VARCHAR, P STRUCT<X BIGINT, Y BIGINT>) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE STREAM O AS SELECT ID, ARRAY[ID, CAST(T AS INT)] AS A, MAP('k' := CAST(T AS INT), 'l' := ID) AS M,
    STRUCT(N := CAST(T AS INT), ID := ID) AS ST, REDUCE(CAST(NULL AS ARRAY<BIGINT>), ID, (S, X) => S + X) AS R FROM S;
CREATE STREAM I AS SELECT ID, T FROM S WHERE P IN (STRUCT(Y := 2, X := '1'), STRUCT(X := 3));
