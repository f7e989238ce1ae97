-- catalog: ../catalogs/lookups.sql
-- expect: error bind.empty-partition-by at PARTITION BY ()
-- expect: error bind.empty-group-by at GROUP BY ()
-- expect: error bind.aggregate-without-group at SELECT COUNT(*) AS C
-- expect: error bind.not-grouped at N
CREATE STREAM A AS SELECT * FROM S PARTITION BY ();
CREATE TABLE B AS SELECT COUNT(*) AS C FROM S GROUP BY ();
CREATE TABLE D AS SELECT COUNT(*) AS C FROM S;
SELECT N, COUNT(*) FROM S EMIT CHANGES;
SELECT COUNT(*) FROM S EMIT CHANGES;
