-- catalog: ../catalogs/lookups.sql
-- expect: error bind.bad-limit at 0
-- expect: error bind.bad-limit at 'x'
-- expect: error bind.unknown-variable at ${NONE}
-- expect: error bind.unknown-variable at ${NONE}
-- expect: error bind.bad-limit at -1
DEFINE S_TOPIC = 's';
DEFINE TWO = '2';
PRINT s INTERVAL 0;
PRINT 's' LIMIT 'x';
PRINT 's' FROM BEGINNING INTERVAL 2 LIMIT ${NONE};
PRINT ${NONE};
PRINT ${S_TOPIC} INTERVAL ${TWO} LIMIT ${TWO};
SELECT * FROM S EMIT CHANGES LIMIT -1;
