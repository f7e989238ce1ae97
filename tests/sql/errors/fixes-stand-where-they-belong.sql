-- catalog: ../catalogs/lookups.sql
-- expect: error bind.pull-clause at GROUP BY N
-- fix: Add EMIT CHANGES
-- expect: ok
SELECT COUNT(*) AS C, N FROM S GROUP BY N LIMIT 3;
