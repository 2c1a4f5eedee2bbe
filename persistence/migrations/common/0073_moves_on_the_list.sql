-- From which place to which somebody moved is counted for each reader, from the orders saved: a number written down would count people whom
-- a reader may not know.
UPDATE record_event SET words = 'moved on the list' WHERE kind = 'moved';
