-- catalog: ../catalogs/demo.sql
-- expect: ok
CREATE STREAM customerNoCC AS SELECT ID, NAME FROM customer;
