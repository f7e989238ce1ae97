-- catalog: ../catalogs/demo.sql
-- expect: ok
CREATE STREAM POOR_RATINGS AS SELECT * FROM ratings WHERE STARS <3
