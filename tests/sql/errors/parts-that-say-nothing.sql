-- catalog: ../catalogs/lookups.sql
-- expect: error bind.limit-in-create at LIMIT 5
-- expect: error bind.columns-in-insert at (B, A)
-- expect: error bind.columns-in-create-as at (A INT KEY, B DOUBLE)
-- expect: error bind.source-in-create-as at SOURCE
-- expect: error bind.with-in-insert-values at WITH (QUERY_ID='Q')
-- fix: Remove LIMIT
-- expect: error bind.columns-in-insert at (B, A)
-- expect: error bind.columns-in-create-as at (A INT KEY, B DOUBLE)
-- expect: error bind.source-in-create-as at SOURCE
-- expect: error bind.with-in-insert-values at WITH (QUERY_ID='Q')
-- fix: Remove the list of columns
-- expect: error bind.columns-in-create-as at (A INT KEY, B DOUBLE)
-- expect: error bind.source-in-create-as at SOURCE
-- expect: error bind.with-in-insert-values at WITH (QUERY_ID='Q')
-- fix: Remove the list of columns
-- expect: error bind.source-in-create-as at SOURCE
-- expect: error bind.with-in-insert-values at WITH (QUERY_ID='Q')
-- fix: Remove SOURCE
-- expect: error bind.with-in-insert-values at WITH (QUERY_ID='Q')
-- fix: Remove WITH
-- expect: ok
CREATE STREAM COPY AS SELECT * FROM S;
INSERT INTO COPY SELECT * FROM S LIMIT 5;
INSERT INTO COPY (B, A) SELECT * FROM S;
CREATE STREAM X (A INT KEY, B DOUBLE) AS SELECT * FROM S;
CREATE SOURCE STREAM Y AS SELECT * FROM S;
INSERT INTO COPY WITH (QUERY_ID='Q') VALUES ('a', 1, 'b');
