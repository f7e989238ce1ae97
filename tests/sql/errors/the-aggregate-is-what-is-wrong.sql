-- catalog: ../catalogs/lookups.sql
-- expect: error bind.nested-aggregate at COUNT(*)
-- expect: error bind.group-without-aggregate at GROUP BY ID
CREATE TABLE X AS SELECT ID, SUM(COUNT(*)) AS C FROM S GROUP BY ID;
CREATE TABLE Y AS SELECT ID FROM S GROUP BY ID;
