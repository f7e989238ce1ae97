-- catalog: ../catalogs/lookups.sql
-- expect: error sql.unexpected-token at END
-- expect: error sql.unexpected-token at END
SELECT CASE END FROM S EMIT CHANGES;
SELECT CASE N END FROM S EMIT CHANGES;
