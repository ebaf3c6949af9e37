-- The tables that metrics can count on beside the archive's own (entries, discussions, comments, work).
-- Times are TIMESTAMPs in UTC; a day without a time is told as its midnight where the community is, and days and months
-- are those that its clocks show: see day_of, month_of, local_time and instant. Hidden members are nowhere.

-- One row: the moment at which everything is counted, and the hub's thresholds.
CREATE TABLE params (
    now TIMESTAMP,
    active_days INTEGER,
    gone_days INTEGER,
    newcomer_days INTEGER,
    today DATE,
    founded DATE,
    languages VARCHAR[]
);

-- How far the community's clocks are ahead of UTC from the moment since on, up to until, which is not in it. They are
-- the program's own, since DuckDB's may be of another year than the machine's.
CREATE TABLE clocks (since TIMESTAMP, until TIMESTAMP, ahead INTERVAL);

-- What the community's clocks show at a moment (TIMESTAMP).
CREATE MACRO local_time(moment) AS CAST(moment AS TIMESTAMP) + (
    SELECT any_value(c.ahead) FROM clocks AS c WHERE c.since <= moment AND moment < c.until
);

-- The day that a moment is on where the community is (DATE).
CREATE MACRO day_of(moment) AS CAST(local_time(moment) AS DATE);

-- The month that a moment is in where the community is ("2026-05").
CREATE MACRO month_of(moment) AS strftime(local_time(moment), '%Y-%m');

-- The moment at which the community's clocks show a time, or a day begins there (TIMESTAMP). Of two it is the first, and
-- where clocks leave the time out it is the moment at which they do.
CREATE MACRO instant(shown) AS (
    SELECT min(greatest(CAST(shown AS TIMESTAMP) - c.ahead, c.since))
    FROM clocks AS c
    WHERE CAST(shown AS TIMESTAMP) - c.ahead < c.until
);

-- status: active, away, alumni. What follows it is told of those alone who agreed to that, and empty for all others: language is the first
-- of their languages that is one of the hub's, and organisation is as it is compared: without capitals.
CREATE TABLE members (
    slug VARCHAR,
    joined TIMESTAMP,
    founder BOOLEAN,
    status VARCHAR,
    language VARCHAR,
    languages VARCHAR[],
    skills VARCHAR[],
    interests VARCHAR[],
    available_for VARCHAR[],
    town VARCHAR,
    roles VARCHAR[],
    organisation VARCHAR,
    invited_by VARCHAR,
    ties BOOLEAN
);

-- Who serves or served in a team, a row for each of their terms; both days are included, until is NULL where nobody
-- planned an end.
CREATE TABLE terms (team VARCHAR, actor VARCHAR, role VARCHAR, since DATE, until DATE);

-- One row an occurrence. held: it is over, was not called off, and somebody wrote down that it took place (a file of
-- its own, or an entry under occurrences). The lists hold members' slugs; attendees are those who agreed to be named.
-- project is the slug of the project it is about, or ''. recap says whether somebody wrote down what happened.
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
    attendees VARCHAR[],
    project VARCHAR,
    title VARCHAR,
    language VARCHAR,
    topics VARCHAR[],
    recap BOOLEAN
);

-- One row for each time that somebody was no member any more, as the hub's own history tells. actor is a member's slug
-- where their file is there, hash:<hash> else; joined is when they had become a member, ended when they came back, both
-- NULL where nobody knows or not yet.
CREATE TABLE absences (actor VARCHAR, joined TIMESTAMP, began TIMESTAMP, ended TIMESTAMP);

CREATE TABLE posts (
    thread VARCHAR,
    slug VARCHAR,
    published TIMESTAMP,
    agenda VARCHAR[],
    authors VARCHAR[],
    title VARCHAR,
    language VARCHAR,
    topics VARCHAR[]
);

-- started is NULL where the file does not say; quarter is that whose joint project it is, such as 2026-Q2, or ''.
CREATE TABLE projects (
    thread VARCHAR,
    slug VARCHAR,
    status VARCHAR,
    started TIMESTAMP,
    agenda VARCHAR[],
    title VARCHAR,
    language VARCHAR,
    topics VARCHAR[],
    quarter VARCHAR,
    leads VARCHAR[],
    contributors VARCHAR[]
);

-- What stands beside an event, a post or a project in other languages: one row for each of them.
CREATE TABLE translations (thread VARCHAR, language VARCHAR);

-- Which agenda a category of discussions belongs to, where the hub says so.
CREATE TABLE agendas (category VARCHAR, agenda VARCHAR);

-- What people get credit for by hand, in the words of all-contributors: at events that were held, in posts, and in
-- projects, where happened is NULL, since nobody wrote down when it was.
CREATE TABLE credits (
    actor VARCHAR,
    contribution VARCHAR,
    happened TIMESTAMP,
    thread VARCHAR,
    project VARCHAR,
    agenda VARCHAR[],
    source VARCHAR
);

-- What is collected: owner is a member's slug or '', project the slug of the project whose repository it is or ''.
CREATE TABLE sources (slug VARCHAR, kind VARCHAR, owner VARCHAR, project VARCHAR, language VARCHAR);

-- Whom the archive's accounts belong to. login is in lower case, id is 0 where only the login is known; actor is a
-- member's slug, or github:<id> or login:<login> for others, or '' for hidden members and deleted accounts.
CREATE TABLE accounts (login VARCHAR, id BIGINT, actor VARCHAR);

-- Who did what, everywhere, up to params.now. joined says when somebody became a member, left when they were none any
-- more, returned when they came back; all other kinds are doings. kind: joined, left, returned, hosted, spoke, attended,
-- published, wrote, asked, commented, answered, reported, proposed, reviewed, released, committed, credited. project and
-- language are those of what they did it for, or ''; where that has no language, it is the first that they speak of the
-- hub's. day is where the community is.
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
    url VARCHAR,
    project VARCHAR,
    language VARCHAR,
    day DATE
);

-- One row a discussion, an issue or a pull request (kind: discussions, issues, pulls) that was not opened by a bot, as it
-- stood at params.now; day is that on which it was opened. asker is an actor or ''; first_response is the first comment by
-- another human, NULL where there is none; responses counts those comments, and reviews; title is '' where it names
-- somebody hidden.
CREATE TABLE threads (
    thread VARCHAR,
    kind VARCHAR,
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
    closed TIMESTAMP,
    project VARCHAR,
    language VARCHAR,
    day DATE,
    reactions BIGINT
);

-- What people gave, up to params.now, in the words of all-contributors: one row for each of them, kind of contribution
-- and project ('' where it was for none). number counts single acts: events, talks, posts, entries, answers, reports,
-- reviews, releases, commits, credits. since and latest are days where the community is, NULL where nobody wrote down when
-- it was.
CREATE TABLE given (
    actor VARCHAR,
    contribution VARCHAR,
    project VARCHAR,
    number BIGINT,
    since DATE,
    latest DATE
);

-- What counts as a contribution: everything but joining, leaving, returning and coming along.
CREATE VIEW contributions AS SELECT * FROM activity WHERE kind NOT IN ('joined', 'left', 'returned', 'attended');

-- The periods that figures are given for: each of the last twelve months that are over where the community is
-- ("2026-05"), the last active_days up to params.now (""), all time ("all"), and the weeks, months or quarters that a
-- report asks for ("2026-W24", "2026-Q2"). first and last are days, and both belong to the period; until does not.
CREATE TABLE periods (period VARCHAR, since TIMESTAMP, until TIMESTAMP, first DATE, last DATE);
