-- catalog: ../catalogs/demo.sql
-- expect: error sql.connector-configuration at "io.confluent.connect.jdbc.JdbcSourceConnector"
-- fix: Take the configuration out
-- expect: ok
{
  "name": "mysql-source",
  "config": {
    "connector.class": "io.confluent.connect.jdbc.JdbcSourceConnector",
    "tasks.max": "1",
    "connection.url": "jdbc:mysql://localhost:3306/demo?user=rider&password=hill7",
    "mode": "incrementing",
    "incrementing.column.name": "id",
    "table.whitelist": "sales,orders,customers",
    "topic.prefix": "mysql-"
  }
}
