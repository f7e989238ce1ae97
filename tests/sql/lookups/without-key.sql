-- catalog: ../catalogs/lookups.sql
-- expect: error bind.lookup-without-key at ID = 'a' OR C = 1
-- expect: error bind.lookup-without-key at ID = 'a'
-- expect: error bind.lookup-without-key at WINDOWSTART > 0
SELECT * FROM ONE WHERE ID = 'a' OR C = 1;
SELECT * FROM TWO WHERE ID = 'a';
SELECT * FROM WINDOWED WHERE WINDOWSTART > 0;
