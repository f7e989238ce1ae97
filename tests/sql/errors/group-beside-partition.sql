-- catalog: ../catalogs/lookups.sql
-- expect: error bind.group-and-partition at PARTITION BY V
-- fix: Remove PARTITION BY
-- expect: ok
CREATE TABLE X AS SELECT ID, COUNT(*) AS C FROM S GROUP BY ID PARTITION BY V;
