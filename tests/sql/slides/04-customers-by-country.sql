-- catalog: ../catalogs/demo.sql
-- expect: error bind.result-is-table at STREAM
-- fix: Make it CREATE TABLE
-- expect: ok
CREATE STREAM customersByCountry AS SELECT country, COUNT(*) AS customerCount FROM customer WINDOW TUMBLING (SIZE 1 HOUR) GROUP BY country;
