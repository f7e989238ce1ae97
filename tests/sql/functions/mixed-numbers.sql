-- catalog: ../catalogs/demo.sql
-- expect: error bind.wrong-arguments at GREATEST(STARS, RATING_TIME)
-- expect: error bind.wrong-arguments at LEAST(NULL, NULL)
CREATE STREAM X AS SELECT RATING_ID, GREATEST(STARS, RATING_TIME) AS A, LEAST(NULL, NULL) AS B FROM RATINGS;
