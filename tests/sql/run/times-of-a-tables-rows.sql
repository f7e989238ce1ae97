-- expect: ok
-- input: {"topic":"t","key":1,"value":{"V":1},"timestamp":10}
-- input: {"topic":"t","key":2,"value":{"V":1},"timestamp":20}
-- input: {"topic":"t","key":1,"value":{"V":2},"timestamp":2000}
-- input: {"topic":"t","key":1,"value":{"V":3},"timestamp":3000}
-- output: {"topic":"EARLY","key":1,"value":{"V":1},"timestamp":10}
-- output: {"topic":"EARLY","key":2,"value":{"V":1},"timestamp":20}
-- output: {"topic":"EARLY","key":1,"value":null,"timestamp":2000}
-- output: {"topic":"PER_SECOND","key":0,"value":{"N":1},"timestamp":10}
-- output: {"topic":"PER_SECOND","key":0,"value":{"N":2},"timestamp":20}
-- output: {"topic":"PER_SECOND","key":0,"value":{"N":1},"timestamp":2000}
-- output: {"topic":"PER_SECOND","key":2,"value":{"N":1},"timestamp":2000}
-- output: {"topic":"PER_SECOND","key":2,"value":{"N":0},"timestamp":3000}
-- output: {"topic":"PER_SECOND","key":3,"value":{"N":1},"timestamp":3000}
CREATE TABLE T (ID BIGINT PRIMARY KEY, V BIGINT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON');
-- The row before has a time of its own: a row that is no longer early is taken back,
CREATE TABLE EARLY AS SELECT ID, V FROM T WHERE ROWTIME < 1000;
-- and leaves the group in which it was counted.
CREATE TABLE PER_SECOND AS SELECT ROWTIME / 1000 AS S, COUNT(*) AS N FROM T GROUP BY ROWTIME / 1000;
