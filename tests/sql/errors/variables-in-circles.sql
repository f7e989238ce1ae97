-- expect: error bind.unknown-variable at '${A}'
-- expect: error bind.unknown-variable at ${A}
-- expect: error bind.bad-variable at ${LOOP}
-- expect: error bind.unknown-column at ${C}
-- expect: error bind.bad-variable at ${NOTHING}
DEFINE A = '${A}';
CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', PARTITIONS=1);
CREATE STREAM P AS SELECT K, ${A} AS W FROM S;
DEFINE SIGN = '$';
DEFINE LOOP = '${SIGN}{LOOP} + 1';
CREATE STREAM Q AS SELECT K, ${LOOP} AS W FROM S;
DEFINE C = 'V + VV';
CREATE STREAM R AS SELECT K, ${C} AS W FROM S;
DEFINE NOTHING = '';
CREATE STREAM ${NOTHING} AS SELECT * FROM S;
