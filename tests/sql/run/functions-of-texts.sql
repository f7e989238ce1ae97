-- expect: ok
-- input: {"topic":"s","key":1,"value":{"J":"{\"a\": [1, {\"b\": \"é\"}]} ","U":"https://x.io:81/p%20q?n=%C3%A9#f","AT":"2021-03-14 02:30 America/New_York"},"timestamp":1}
-- input: {"topic":"s","key":2,"value":{"J":"{","U":"no url","AT":"soon"},"timestamp":2}
-- input: {"topic":"s","key":3,"value":{"J":null,"U":null,"AT":null},"timestamp":3}
-- output: {"topic":"T","key":1,"value":{"B":"é","KEYS":["a"],"HOST":"x.io","PORT":81,"N":"é","AT":1615707000000,"DAY":"2021-03-15 02:30 -0500","PARTS":["https://x","io:81/p%20q?n=%C3%A9#f"],"HEX":"c3a9","MASKED":"xxxxx---x-"},"timestamp":1}
-- output: {"topic":"T","key":2,"value":{"B":null,"KEYS":null,"HOST":null,"PORT":null,"N":null,"AT":null,"DAY":null,"PARTS":["no url"],"HEX":"c3a9","MASKED":"xx-xxx"},"timestamp":2}
-- output: {"topic":"T","key":3,"value":{"B":null,"KEYS":null,"HOST":null,"PORT":null,"N":null,"AT":null,"DAY":null,"PARTS":null,"HEX":"c3a9","MASKED":null},"timestamp":3}
CREATE STREAM S (ID BIGINT KEY, J STRING, U STRING, AT STRING) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE STREAM T AS SELECT ID, EXTRACTJSONFIELD(J, '$.a[1].b') AS B, JSON_KEYS(J) AS KEYS, URL_EXTRACT_HOST(U) AS HOST,
    URL_EXTRACT_PORT(U) AS PORT, URL_EXTRACT_PARAMETER(U, 'n') AS N, PARSE_TIMESTAMP(AT, 'yyyy-MM-dd HH:mm VV') AS AT,
    FORMAT_TIMESTAMP(TIMESTAMPADD(DAYS, 1, PARSE_TIMESTAMP(AT, 'yyyy-MM-dd HH:mm VV')), 'yyyy-MM-dd HH:mm Z', '-05:00') AS DAY,
    REGEXP_SPLIT_TO_ARRAY(U, '\.') AS PARTS, FROM_BYTES(TO_BYTES('é', 'utf8'), 'hex') AS HEX, MASK(SUBSTRING(U, 1, 10)) AS MASKED
  FROM S;
