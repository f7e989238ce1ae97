-- Weir's sample pipeline: find unhappy platinum passengers while they are still in the building.
-- The generators declared in ratings.weir fill the two topics; without them, any producer will do.

-- Every rating a passenger gives, as it is given. The event's time is in the record itself.
CREATE STREAM RATINGS (RATING_ID BIGINT KEY, USER_ID INT, STARS INT, ROUTE_ID INT, RATING_TIME BIGINT, CHANNEL VARCHAR, MESSAGE VARCHAR)
  WITH (KAFKA_TOPIC='ratings', VALUE_FORMAT='JSON', TIMESTAMP='RATING_TIME');

-- Who the frequent flyers are: a table, the last row of each id counts.
CREATE TABLE CUSTOMERS (ID INT PRIMARY KEY, FIRST_NAME VARCHAR, LAST_NAME VARCHAR, EMAIL VARCHAR, GENDER VARCHAR, CLUB_STATUS VARCHAR, COMMENTS VARCHAR)
  WITH (KAFKA_TOPIC='customers', VALUE_FORMAT='JSON');

-- A filter: ratings of one and two stars.
CREATE STREAM POOR_RATINGS AS SELECT * FROM RATINGS WHERE STARS < 3;

-- An enrichment: each rating with the passenger behind it. It is a left join, so ratings by people
-- who are no customers (user ids -1 and 0) stay, with nulls. USER_ID is the join's key and the key
-- of the result.
CREATE STREAM RATINGS_WITH_CUSTOMER_DATA AS
  SELECT R.RATING_ID, R.STARS, R.CHANNEL, R.MESSAGE, R.USER_ID AS USER_ID, C.FIRST_NAME, C.LAST_NAME, C.EMAIL, C.CLUB_STATUS
  FROM RATINGS R LEFT JOIN CUSTOMERS C ON R.USER_ID = C.ID;

-- The ones to call today.
CREATE STREAM UNHAPPY_PLATINUM_CUSTOMERS AS SELECT * FROM RATINGS_WITH_CUSTOMER_DATA WHERE STARS < 3 AND CLUB_STATUS = 'platinum';

-- How many ratings each minute brings from each club status; plot it.
CREATE TABLE RATINGS_BY_CLUB_STATUS AS SELECT CLUB_STATUS, COUNT(*) AS RATINGS_COUNT
  FROM RATINGS_WITH_CUSTOMER_DATA WINDOW TUMBLING (SIZE 1 MINUTES) GROUP BY CLUB_STATUS;
