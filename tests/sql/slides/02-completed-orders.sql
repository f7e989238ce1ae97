-- catalog: ../catalogs/demo.sql
-- expect: ok
CREATE STREAM completedOrders AS SELECT * FROM orders WHERE status='COMPLETE';
