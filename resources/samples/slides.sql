-- Sources to try the statements of slides and tutorials on; slides.weir declares their generators.

-- What customers order; STATUS is COMPLETE, PENDING, SHIPPED or CANCELLED.
CREATE STREAM ORDERS (ORDER_ID BIGINT KEY, CUSTOMER_ID INT, STATUS VARCHAR, AMOUNT DOUBLE) WITH (KAFKA_TOPIC='orders', VALUE_FORMAT='JSON');

-- Three card holders, two in the UK and one in Germany.
CREATE STREAM CUSTOMER (ID INT KEY, NAME VARCHAR, CARD VARCHAR, COUNTRY VARCHAR) WITH (KAFKA_TOPIC='customer', VALUE_FORMAT='JSON');

-- Card payments, with bursts of attempts on one card.
CREATE STREAM AUTHORIZATION_ATTEMPTS (CARD_NUMBER VARCHAR KEY, MERCHANT VARCHAR, AMOUNT DOUBLE) WITH (KAFKA_TOPIC='authorization_attempts', VALUE_FORMAT='JSON');

-- What users do on the pages, and the level of each user.
CREATE STREAM CLICKSTREAM (USERID INT KEY, PAGE VARCHAR, ACTION VARCHAR) WITH (KAFKA_TOPIC='clickstream', VALUE_FORMAT='JSON');
CREATE TABLE USERS (USER_ID INT PRIMARY KEY, LEVEL VARCHAR) WITH (KAFKA_TOPIC='users', VALUE_FORMAT='JSON');

-- Page views without a key.
CREATE STREAM PAGEVIEWS_JSON (VIEWTIME BIGINT, USERID VARCHAR, PAGEID VARCHAR) WITH (KAFKA_TOPIC='pageviews_json', VALUE_FORMAT='JSON');

-- Bookings on one account: three events as a stream, one balance as a table.
CREATE STREAM ACCOUNTS (ACCOUNT_ID INT KEY, AMOUNT INT) WITH (KAFKA_TOPIC='accounts', VALUE_FORMAT='JSON');
