-- expect: error bind.bad-type at DECIMAL(10)
-- expect: error bind.bad-type at DECIMAL(5,2,3)
-- expect: error bind.bad-type at DECIMAL(STRING,2)
-- expect: error bind.bad-type at DECIMAL
-- expect: error bind.bad-type at DECIMAL(2, 3)
-- expect: error bind.bad-type at DECIMAL(99999999999, 2)
-- fix: Use DECIMAL(10, 0)
-- expect: error bind.bad-type at DECIMAL(5,2,3)
-- expect: error bind.bad-type at DECIMAL(STRING,2)
-- expect: error bind.bad-type at DECIMAL
-- expect: error bind.bad-type at DECIMAL(2, 3)
-- expect: error bind.bad-type at DECIMAL(99999999999, 2)
-- fix: Use DECIMAL(5, 2)
-- expect: error bind.bad-type at DECIMAL(STRING,2)
-- expect: error bind.bad-type at DECIMAL
-- expect: error bind.bad-type at DECIMAL(2, 3)
-- expect: error bind.bad-type at DECIMAL(99999999999, 2)
CREATE STREAM S (K VARCHAR KEY, V DECIMAL(10), W INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE TYPE T AS DECIMAL(5,2,3);
CREATE TYPE U AS DECIMAL(STRING,2);
CREATE STREAM R (K VARCHAR KEY, V DECIMAL) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE TYPE X AS DECIMAL(2, 3);
CREATE TYPE Y AS DECIMAL(99999999999, 2);
