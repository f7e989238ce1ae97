-- catalog: ../catalogs/lookups.sql
-- expect: error bind.bad-timestamp at 'yesterday'
-- expect: error bind.cannot-compare at ROWTIME > '2018-01-01'
CREATE STREAM A AS SELECT * FROM S WHERE ROWTIME > 'yesterday';
CREATE STREAM B AS SELECT ID, ROWTIME > '2018-01-01' AS LATE FROM S;
