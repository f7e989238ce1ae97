-- catalog: ../catalogs/lookups.sql
-- expect: error bind.bad-duration at 0 SECONDS
-- expect: error bind.bad-duration at 0 DAYS
-- expect: error bind.bad-duration at 0 SECONDS
-- expect: error bind.bad-duration at 1 MONTH
-- expect: error bind.bad-duration at ${MANY} MINUTES
-- expect: error bind.unknown-variable at ${NONE}
-- expect: error bind.bad-duration at 9223372036854775807 MILLISECONDS
-- expect: error bind.bad-duration at 2 SECONDS
-- expect: error bind.advance-not-allowed at ADVANCE BY 5 SECONDS
-- fix: Make it HOPPING
-- expect: error bind.bad-duration at 0 SECONDS
-- expect: error bind.bad-duration at 0 DAYS
-- expect: error bind.bad-duration at 0 SECONDS
-- expect: error bind.bad-duration at 1 MONTH
-- expect: error bind.bad-duration at ${MANY} MINUTES
-- expect: error bind.unknown-variable at ${NONE}
-- expect: error bind.bad-duration at 9223372036854775807 MILLISECONDS
-- expect: error bind.bad-duration at 2 SECONDS
DEFINE MANY = 'many';
DEFINE FIVE = '5';
CREATE STREAM R (ID STRING KEY, M INT) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE TABLE A AS SELECT ID, COUNT(*) AS C FROM S WINDOW HOPPING (SIZE 10 SECONDS, ADVANCE BY 0 SECONDS) GROUP BY ID;
CREATE TABLE B AS SELECT ID, COUNT(*) AS C FROM S WINDOW TUMBLING (SIZE 0 DAYS) GROUP BY ID;
CREATE TABLE C AS SELECT ID, COUNT(*) AS C FROM S WINDOW SESSION (0 SECONDS) GROUP BY ID;
CREATE STREAM D AS SELECT S.ID, N, M FROM S JOIN R WITHIN 1 MONTH ON S.ID = R.ID;
CREATE STREAM E AS SELECT S.ID, N, M FROM S JOIN R WITHIN ${MANY} MINUTES ON S.ID = R.ID;
CREATE STREAM F AS SELECT S.ID, N, M FROM S JOIN R WITHIN ${FIVE} MINUTES GRACE PERIOD ${NONE} SECONDS ON S.ID = R.ID;
CREATE TABLE G AS SELECT ID, COUNT(*) AS C FROM S WINDOW TUMBLING (SIZE 1 SECOND, GRACE PERIOD 9223372036854775807 MILLISECONDS) GROUP BY ID;
CREATE TABLE H AS SELECT ID, COUNT(*) AS C FROM S WINDOW HOPPING (SIZE 1 SECOND, ADVANCE BY 2 SECONDS) GROUP BY ID;
CREATE TABLE I AS SELECT ID, COUNT(*) AS C FROM S WINDOW TUMBLING (SIZE 10 SECONDS, ADVANCE BY 5 SECONDS) GROUP BY ID;
CREATE STREAM J AS SELECT S.ID, N, M FROM S JOIN R WITHIN (0 SECONDS, ${FIVE} SECONDS) GRACE PERIOD 0 SECONDS ON S.ID = R.ID;
