-- catalog: ../catalogs/lookups.sql
-- expect: error bind.pull-clause at LIMIT 1
-- expect: error bind.pull-clause at SELECT * FROM ONE WHERE ID = 'a'
SET 'ksql.query.pull.limit.clause.enabled'='false';
SELECT * FROM ONE WHERE ID = 'a' LIMIT 1;
SET 'ksql.pull.queries.enable'='false';
SELECT * FROM ONE WHERE ID = 'a';
