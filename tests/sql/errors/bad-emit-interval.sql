-- expect: error bind.bad-setting at 'soon'
SET 'emit.interval'='soon';
