-- What replicas on PostgreSQL share about a platform's limits; with H2 it stays in memory and these stay empty. The version
-- before knows none of it and is not disturbed. Ids and merchants are SHA-256; all times are the database's own.

CREATE TABLE platform_tap (
    id           varchar(64) PRIMARY KEY,
    closed_until timestamp(6) with time zone NOT NULL
);

-- state: Bucket4j's; budget: the calls a minute that it was made for
CREATE TABLE platform_budget (
    id      varchar(64) PRIMARY KEY,
    budget  integer NOT NULL,
    state   bytea,
    used_at timestamp(6) with time zone NOT NULL
);

-- place: the order in line
CREATE TABLE platform_turn (
    budget_id varchar(64) NOT NULL REFERENCES platform_budget (id) ON DELETE CASCADE,
    merchant  varchar(64) NOT NULL,
    place     bigint GENERATED ALWAYS AS IDENTITY,
    due_at    timestamp(6) with time zone NOT NULL,
    PRIMARY KEY (budget_id, merchant)
);
