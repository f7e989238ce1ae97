-- catalog: ../catalogs/lookups.sql
-- expect: error bind.not-grouped at V
-- fix: Add V to GROUP BY
-- expect: ok
CREATE TABLE X WITH (KEY_FORMAT='JSON') AS SELECT ID, N, V, COUNT(*) AS C FROM S GROUP BY (ID, N);
