-- catalog: ../catalogs/lookups.sql
-- expect: error bind.lookup-key-twice at ID <= 'c'
-- expect: error bind.lookup-key-twice at ID IN ('a', 'b')
SELECT * FROM ONE WHERE ID >= 'a' AND ID <= 'c';
SELECT * FROM ONE WHERE ID = 'a' AND ID IN ('a', 'b');
