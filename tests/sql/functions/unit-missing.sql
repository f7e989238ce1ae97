-- catalog: ../catalogs/demo.sql
-- expect: error bind.wrong-arguments at RATING_TIME
-- expect: error bind.wrong-arguments at DATEADD(DAYS, 1, MESSAGE)
CREATE STREAM X AS SELECT RATING_ID, TIMESTAMPADD(RATING_TIME, 1, FROM_UNIXTIME(RATING_TIME)) AS A, DATEADD(DAYS, 1, MESSAGE) AS B FROM RATINGS;
