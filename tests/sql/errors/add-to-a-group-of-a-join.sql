-- catalog: ../catalogs/lookups.sql
-- expect: error bind.not-grouped at S.V
-- fix: Add S.V to GROUP BY
-- expect: ok
CREATE STREAM R (ID STRING KEY, V STRING) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE TABLE X WITH (KEY_FORMAT='JSON') AS SELECT S.N, S.V, COUNT(*) AS C FROM S JOIN R WITHIN 1 HOUR ON S.ID = R.ID GROUP BY S.N;
