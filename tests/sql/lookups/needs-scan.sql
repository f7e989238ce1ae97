-- catalog: ../catalogs/lookups.sql
-- expect: error bind.lookup-needs-scan at ID <> 'a'
-- expect: error bind.lookup-needs-scan at ID > 'a'
-- expect: error bind.lookup-needs-scan at N > 1
-- expect: error bind.lookup-not-resolvable at ID = V
-- expect: error bind.lookup-not-resolvable at N IN (1, CAST(C AS INT))
CREATE TABLE THREE AS SELECT ID, LATEST_BY_OFFSET(V) AS V FROM S GROUP BY ID;
SELECT * FROM ONE WHERE ID <> 'a';
SELECT * FROM WINDOWED WHERE ID > 'a';
SELECT * FROM TWO WHERE ID = 'a' AND N > 1;
SELECT * FROM THREE WHERE ID = V;
SELECT * FROM TWO WHERE ID = 'a' AND N IN (1, CAST(C AS INT));
