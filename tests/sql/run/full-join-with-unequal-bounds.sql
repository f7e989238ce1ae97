-- expect: ok
-- input: {"topic":"l","key":1,"value":{"A":"l1"},"timestamp":10000}
-- input: {"topic":"r","key":2,"value":{"B":"r1"},"timestamp":10100}
-- input: {"topic":"l","key":3,"value":{"A":"l2"},"timestamp":12000}
-- input: {"topic":"r","key":4,"value":{"B":"r2"},"timestamp":14001}
-- input: {"topic":"l","key":5,"value":{"A":"l3"},"timestamp":14001}
-- input: {"topic":"r","key":6,"value":{"B":"r3"},"timestamp":30000}
-- output: {"topic":"J","key":2,"value":{"A":null,"B":"r1"},"timestamp":10100}
-- output: {"topic":"J","key":1,"value":{"A":"l1","B":null},"timestamp":10000}
-- output: {"topic":"J","key":3,"value":{"A":"l2","B":null},"timestamp":12000}
-- output: {"topic":"J","key":5,"value":{"A":"l3","B":null},"timestamp":14001}
-- output: {"topic":"J","key":4,"value":{"A":null,"B":"r2"},"timestamp":14001}
CREATE STREAM L (ID BIGINT KEY, A VARCHAR) WITH (KAFKA_TOPIC='l', VALUE_FORMAT='JSON');
CREATE STREAM R (ID BIGINT KEY, B VARCHAR) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON');
-- A left row waits for four seconds, a right row for one; those that close together leave by time.
CREATE STREAM J AS SELECT ROWKEY AS K, A, B FROM L FULL OUTER JOIN R
    WITHIN (1 SECONDS, 4 SECONDS) GRACE PERIOD 0 SECONDS ON L.ID = R.ID;
