-- catalog: ../catalogs/demo.sql
-- expect: error sql.connector-configuration at "io.confluent.connect.jdbc.JdbcSourceConnector"
-- expect: error bind.unknown-column at STATUZ
-- expect: error sql.unknown-statement at {
CREATE STREAM A AS SELECT * FROM ORDERS;
{"connector.class": "io.confluent.connect.jdbc.JdbcSourceConnector", "connection.password": "hill7"};
CREATE STREAM B AS SELECT ORDER_ID, STATUZ FROM ORDERS;
{"order_id": 1, "amount": [1.5, 2]}
CREATE STREAM C AS SELECT * FROM ORDERS;
