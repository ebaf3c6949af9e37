-- The tables that metrics can count on beside the archive's own (entries, discussions, comments, work).
-- Times are TIMESTAMPs in UTC; a day counts from its midnight where the community is. Hidden members are nowhere.

-- One row: the moment at which everything is counted, and the hub's thresholds.
CREATE TABLE params (
    now TIMESTAMP,
    active_days INTEGER,
    gone_days INTEGER,
    newcomer_days INTEGER
);

-- status: active, away, alumni.
CREATE TABLE members (slug VARCHAR, joined TIMESTAMP, founder BOOLEAN, status VARCHAR);

-- One row an occurrence. held: it is over, was not called off, and somebody wrote down that it took place (a file of
-- its own, or an entry under occurrences). The lists hold members' slugs; attendees are those who agreed to be named.
CREATE TABLE events (
    thread VARCHAR,
    slug VARCHAR,
    kind VARCHAR,
    status VARCHAR,
    happened TIMESTAMP,
    held BOOLEAN,
    attendance INTEGER,
    agenda VARCHAR[],
    hosts VARCHAR[],
    speakers VARCHAR[],
    attendees VARCHAR[]
);

CREATE TABLE posts (thread VARCHAR, slug VARCHAR, published TIMESTAMP, agenda VARCHAR[], authors VARCHAR[]);

-- started is NULL where the file does not say.
CREATE TABLE projects (thread VARCHAR, slug VARCHAR, status VARCHAR, started TIMESTAMP, agenda VARCHAR[]);

-- Which agenda a category of discussions belongs to, where the hub says so.
CREATE TABLE agendas (category VARCHAR, agenda VARCHAR);

-- What is collected: owner is a member's slug or '', project the slug of the project whose repository it is or ''.
CREATE TABLE sources (slug VARCHAR, kind VARCHAR, owner VARCHAR, project VARCHAR);

-- Whom the archive's accounts belong to. login is in lower case, id is 0 where only the login is known; actor is a
-- member's slug, or github:<id> or login:<login> for others, or '' for hidden members and deleted accounts.
CREATE TABLE accounts (login VARCHAR, id BIGINT, actor VARCHAR);

-- Who did what, everywhere, up to params.now. joined says when somebody became a member; all other kinds are doings.
-- kind: joined, hosted, spoke, attended, published, wrote, asked, commented, answered, committed.
CREATE TABLE activity (
    actor VARCHAR,
    kind VARCHAR,
    happened TIMESTAMP,
    thread VARCHAR,
    target VARCHAR,
    "with" VARCHAR[],
    agenda VARCHAR[],
    weight DOUBLE,
    source VARCHAR,
    url VARCHAR
);

-- One row a discussion that was not opened by a bot, as it stood at params.now. asker is an actor or ''; first_response
-- is the first comment by another human, NULL where there is none; responses counts those comments.
CREATE TABLE threads (
    thread VARCHAR,
    source VARCHAR,
    title VARCHAR,
    url VARCHAR,
    category VARCHAR,
    agenda VARCHAR[],
    asker VARCHAR,
    answerable BOOLEAN,
    created TIMESTAMP,
    first_response TIMESTAMP,
    responses BIGINT,
    answered TIMESTAMP,
    closed TIMESTAMP
);

-- What counts as a contribution: everything but joining and coming along.
CREATE VIEW contributions AS SELECT * FROM activity WHERE kind NOT IN ('joined', 'attended');

-- The periods that figures are given for: each of the last twelve months that are over ("2026-05", of UTC), and the
-- last active_days up to params.now (""); since belongs to the period, until does not.
CREATE VIEW periods AS
SELECT strftime(month, '%Y-%m') AS period, month AS since, month + INTERVAL 1 MONTH AS until
FROM (
    SELECT unnest(range(date_trunc('month', now) - INTERVAL 12 MONTH, date_trunc('month', now), INTERVAL 1 MONTH)) AS month
    FROM params
)
UNION ALL
SELECT '', now - to_days(active_days), now + INTERVAL 1 SECOND FROM params;
