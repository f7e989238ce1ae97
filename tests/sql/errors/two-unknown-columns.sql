-- catalog: ../catalogs/demo.sql
-- expect: error bind.unknown-column at CARD_NO
-- expect: error bind.unknown-column at COUNTRIE
-- fix: Use COUNTRY
-- expect: error bind.unknown-column at CARD_NO
CREATE STREAM X AS SELECT ID, CARD_NO FROM CUSTOMER WHERE COUNTRIE = 'UK';
