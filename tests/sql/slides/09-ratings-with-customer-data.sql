-- catalog: ../catalogs/demo.sql
-- expect: error bind.unknown-alias at R
-- expect: error bind.unknown-alias at C
-- fix: Add aliases R and C
-- expect: error bind.unknown-column at R.ID
-- fix: Use R.USER_ID
-- expect: ok
CREATE STREAM RATINGS_WITH_CUSTOMER_DATA AS SELECT * FROM RATINGS LEFT JOIN CUSTOMERS ON R.ID=C.ID;
