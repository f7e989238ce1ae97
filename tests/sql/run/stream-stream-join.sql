-- expect: ok
-- input: {"topic":"l","key":1,"value":{"A":"l1"},"timestamp":1000}
-- input: {"topic":"r","key":1,"value":{"B":"r1"},"timestamp":6000}
-- input: {"topic":"r","key":1,"value":{"B":"r2"},"timestamp":6001}
-- input: {"topic":"l","key":2,"value":{"A":"l2"},"timestamp":7000}
-- input: {"topic":"l","key":1,"value":{"A":"l3"},"timestamp":3000}
-- output: {"topic":"J","key":1,"value":{"A":"l1","B":"r1"},"timestamp":6000}
-- output: {"topic":"J","key":1,"value":{"A":"l3","B":"r1"},"timestamp":6000}
-- output: {"topic":"J","key":1,"value":{"A":"l3","B":"r2"},"timestamp":6001}
CREATE STREAM L (ID BIGINT KEY, A VARCHAR) WITH (KAFKA_TOPIC='l', VALUE_FORMAT='JSON');
CREATE STREAM R (ID BIGINT KEY, B VARCHAR) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON');
CREATE STREAM J AS SELECT L.ID, A, B FROM L JOIN R WITHIN 5 SECONDS ON L.ID = R.ID;
