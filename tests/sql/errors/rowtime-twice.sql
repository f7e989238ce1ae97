-- catalog: ../catalogs/lookups.sql
-- expect: error bind.duplicate-column at ROWTIME
INSERT INTO S (ROWTIME, ID, ROWTIME) VALUES (1, 'a', 2);
