-- catalog: ../catalogs/demo.sql
-- expect: error bind.key-not-projected at SELECT page, action
-- fix: Add C.USERID to the SELECT
-- expect: ok
CREATE STREAM vip_actions AS SELECT page, action FROM clickstream c LEFT JOIN users u ON c.userid = u.user_id WHERE u.level = 'Platinum';
