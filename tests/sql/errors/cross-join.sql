-- catalog: ../catalogs/lookups.sql
-- expect: error bind.join-type at CROSS
-- fix: Make it INNER JOIN
-- expect: ok
CREATE STREAM R (ID STRING KEY, M INT) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE STREAM X AS SELECT S.ID, M FROM S CROSS JOIN R WITHIN 1 HOUR ON S.ID = R.ID;
