-- expect: ok
-- input: {"topic":"t","key":7,"value":{"NAME":"Ada"},"timestamp":0}
-- input: {"topic":"s","key":1,"value":{"USER_ID":7},"timestamp":10}
-- input: {"topic":"s","key":2,"value":{"USER_ID":-1},"timestamp":11}
-- input: {"topic":"t","key":7,"value":{"NAME":"Bea"},"timestamp":30}
-- input: {"topic":"s","key":3,"value":{"USER_ID":7},"timestamp":12}
-- input: {"topic":"t","key":7,"value":null,"timestamp":31}
-- input: {"topic":"s","key":4,"value":{"USER_ID":7},"timestamp":13}
-- input: {"topic":"s","key":5,"value":{"USER_ID":null},"timestamp":14}
-- output: {"topic":"L","key":7,"value":{"ID":1,"NAME":"Ada"},"timestamp":10}
-- output: {"topic":"L","key":-1,"value":{"ID":2,"NAME":null},"timestamp":11}
-- output: {"topic":"L","key":7,"value":{"ID":3,"NAME":"Bea"},"timestamp":12}
-- output: {"topic":"L","key":7,"value":{"ID":4,"NAME":null},"timestamp":13}
-- output: {"topic":"L","key":null,"value":{"ID":5,"NAME":null},"timestamp":14}
-- output: {"topic":"I","key":7,"value":{"ID":1,"NAME":"Ada"},"timestamp":10}
-- output: {"topic":"I","key":7,"value":{"ID":3,"NAME":"Bea"},"timestamp":12}
CREATE STREAM S (ID BIGINT KEY, USER_ID INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE TABLE T (ID INT PRIMARY KEY, NAME VARCHAR) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON');
CREATE STREAM L AS SELECT S.ID AS ID, S.USER_ID, T.NAME FROM S LEFT JOIN T ON S.USER_ID = T.ID;
CREATE STREAM I AS SELECT S.ID AS ID, S.USER_ID, T.NAME FROM S JOIN T ON S.USER_ID = T.ID;
