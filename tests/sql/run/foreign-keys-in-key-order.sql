-- expect: ok
-- input: {"topic":"c","key":10,"value":{"REF":1},"timestamp":1}
-- input: {"topic":"c","key":-1,"value":{"REF":1},"timestamp":2}
-- input: {"topic":"c","key":9,"value":{"REF":1},"timestamp":3}
-- input: {"topic":"j","key":10,"value":{"REF":1},"timestamp":4}
-- input: {"topic":"j","key":9,"value":{"REF":1},"timestamp":5}
-- input: {"topic":"p","key":1,"value":{"NAME":"one"},"timestamp":6}
-- output: {"topic":"BY_BYTES","key":9,"value":{"NAME":"one"},"timestamp":6}
-- output: {"topic":"BY_BYTES","key":10,"value":{"NAME":"one"},"timestamp":6}
-- output: {"topic":"BY_BYTES","key":-1,"value":{"NAME":"one"},"timestamp":6}
-- output: {"topic":"BY_TEXT","key":10,"value":{"NAME":"one"},"timestamp":6}
-- output: {"topic":"BY_TEXT","key":9,"value":{"NAME":"one"},"timestamp":6}
CREATE TABLE C (ID INT PRIMARY KEY, REF INT) WITH (KAFKA_TOPIC='c', VALUE_FORMAT='JSON');
CREATE TABLE J (ID INT PRIMARY KEY, REF INT) WITH (KAFKA_TOPIC='j', FORMAT='JSON');
CREATE TABLE P (ID INT PRIMARY KEY, NAME VARCHAR) WITH (KAFKA_TOPIC='p', VALUE_FORMAT='JSON');
-- The rows that refer to a changed row leave in the order of their keys' bytes.
CREATE TABLE BY_BYTES AS SELECT C.ID, NAME FROM C JOIN P ON C.REF = P.ID;
CREATE TABLE BY_TEXT AS SELECT J.ID, NAME FROM J JOIN P ON J.REF = P.ID;
