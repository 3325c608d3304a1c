-- Written by every replica every few seconds, to tell a store that can be written from one that can only be read. The
-- version before knows nothing of it.
CREATE TABLE store_check (
    id         integer PRIMARY KEY,
    written_at timestamp(6) with time zone NOT NULL
);
INSERT INTO store_check (id, written_at) VALUES (1, CURRENT_TIMESTAMP);
