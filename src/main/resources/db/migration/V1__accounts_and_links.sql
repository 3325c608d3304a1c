-- One script for both stores, H2 and PostgreSQL. Sealed columns hold base64url of AES-GCM; key_id names their key.

CREATE TABLE merchant_account (
    tenant      varchar(64)   NOT NULL,
    merchant_id varchar(128)  NOT NULL,
    platform    varchar(32)   NOT NULL,
    key_id      varchar(8)    NOT NULL,
    account     varchar(4096) NOT NULL,
    theme_id    varchar(512),
    created_at  timestamp(6) with time zone NOT NULL,
    updated_at  timestamp(6) with time zone NOT NULL,
    PRIMARY KEY (tenant, merchant_id, platform)
);

CREATE TABLE portal_link (
    id             varchar(40)  PRIMARY KEY,
    tenant         varchar(64)  NOT NULL,
    merchant_id    varchar(128) NOT NULL,
    platform       varchar(32)  NOT NULL,
    page           varchar(16),
    link_mode      varchar(8)   NOT NULL,
    status         varchar(8)   NOT NULL,
    confirm_always boolean      NOT NULL,
    return_url     varchar(2048),
    refresh_url    varchar(2048),
    theme_id       varchar(512),
    warnings       varchar(200) NOT NULL,
    key_id         varchar(8)   NOT NULL,
    inline_account varchar(4096),
    state          varchar(4096),
    prefill        varchar(16384),
    created_at     timestamp(6) with time zone NOT NULL,
    expires_at     timestamp(6) with time zone NOT NULL,
    claim_id       varchar(32),
    claim_until    timestamp(6) with time zone,
    failures       integer      NOT NULL,
    failure_code   varchar(40),
    opened_at      timestamp(6) with time zone,
    returned_at    timestamp(6) with time zone,
    revoked_at     timestamp(6) with time zone
);

-- finds a merchant's unopened links, to supersede or revoke them
CREATE INDEX portal_link_of_merchant ON portal_link (tenant, merchant_id, platform, status);
