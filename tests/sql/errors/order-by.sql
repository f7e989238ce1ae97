-- catalog: ../catalogs/lookups.sql
-- expect: error sql.order-by at ORDER
SELECT * FROM S ORDER BY N EMIT CHANGES;
