-- Indexes that cost more at every write than they save. With a status in an index, PostgreSQL writes all of a row's index
-- entries anew at every change of status. An older version works on without them.

-- a merchant's unopened links are among the newest of portal_link_newest_of_merchant
DROP INDEX portal_link_of_merchant;

-- the few that look for a status look through the newest links
DROP INDEX portal_link_newest_of_status;
