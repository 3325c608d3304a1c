-- What refreshes, the timeline, idempotency keys and the rotation of server keys need. A replica of the version before
-- can go on writing beside this: every new column has a default or may be null.

-- browser_hash: SHA-256 of the launching browser's cookie; refresh_claim: the lease of a refresh under way;
-- erase_at: when prefill is erased at the latest, null where there is none
ALTER TABLE portal_link ADD COLUMN browser_hash varchar(64);
ALTER TABLE portal_link ADD COLUMN refreshes integer DEFAULT 0 NOT NULL;
ALTER TABLE portal_link ADD COLUMN refresh_claim varchar(32);
ALTER TABLE portal_link ADD COLUMN refresh_until timestamp(6) with time zone;
ALTER TABLE portal_link ADD COLUMN erase_at timestamp(6) with time zone;

UPDATE portal_link SET erase_at = created_at + INTERVAL '45' MINUTE WHERE prefill IS NOT NULL;

-- for what that replica stores, which erases nothing by itself
ALTER TABLE portal_link ALTER COLUMN erase_at SET DEFAULT (CURRENT_TIMESTAMP + INTERVAL '45' MINUTE);

-- the id of a link begins with its time, so it gives the order, newest first
CREATE INDEX portal_link_newest ON portal_link (tenant, id);
CREATE INDEX portal_link_newest_of_status ON portal_link (tenant, status, id);
CREATE INDEX portal_link_newest_of_merchant ON portal_link (tenant, merchant_id, id);
CREATE INDEX portal_link_to_erase ON portal_link (erase_at);
CREATE INDEX portal_link_key ON portal_link (key_id);
CREATE INDEX merchant_account_key ON merchant_account (key_id);

-- What a link's own row does not tell. once: the type of an event that a link has at most once, or the claim it belongs to.
CREATE TABLE portal_link_event (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    link_id     varchar(40) NOT NULL REFERENCES portal_link (id) ON DELETE CASCADE,
    type        varchar(20) NOT NULL,
    happened_at timestamp(6) with time zone NOT NULL,
    code        varchar(40),
    once        varchar(40),
    UNIQUE (link_id, once)
);

-- The last three times a merchant's browser was sent back to the dashboard for a new link.
CREATE TABLE refresh_bounce (
    tenant      varchar(64)  NOT NULL,
    merchant_id varchar(128) NOT NULL,
    first_at    timestamp(6) with time zone NOT NULL,
    second_at   timestamp(6) with time zone NOT NULL,
    third_at    timestamp(6) with time zone NOT NULL,
    PRIMARY KEY (tenant, merchant_id)
);
CREATE INDEX refresh_bounce_age ON refresh_bounce (third_at);

-- key_hash: SHA-256 of the caller's key; fingerprint: sealed digest of its request; link_id: null while in flight
CREATE TABLE idempotency_key (
    tenant      varchar(64)  NOT NULL,
    key_hash    varchar(64)  NOT NULL,
    key_id      varchar(8)   NOT NULL,
    fingerprint varchar(256) NOT NULL,
    claim       varchar(32)  NOT NULL,
    claim_until timestamp(6) with time zone NOT NULL,
    link_id     varchar(40),
    created_at  timestamp(6) with time zone NOT NULL,
    PRIMARY KEY (tenant, key_hash)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
CREATE INDEX idempotency_key_key ON idempotency_key (key_id);

-- When a server key first stood in front of a replica's list, and when it last did.
CREATE TABLE server_key (
    id             varchar(8) PRIMARY KEY,
    first_in_front timestamp(6) with time zone NOT NULL,
    last_in_front  timestamp(6) with time zone NOT NULL
);
