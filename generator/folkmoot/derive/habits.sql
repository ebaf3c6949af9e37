-- How often people come, and how much of the work is theirs: told from `days`, for every scope, as it was at the end of
-- each period.

-- Everybody who contributed in the twelve months up to `ending`, which is the last day of a period, as it was on that day.
-- since is the day of their first contribution of all, and weight how many single acts there were in those months. part
-- is one of contributor_groups. layer is that of the onion: core are those who gave most and together four fifths of
-- everything, regular those who gave the next 15 %, casual all others; those who gave as much are in the same layer.
CREATE TABLE habits (
    scope VARCHAR,
    ending DATE,
    actor VARCHAR,
    since DATE,
    part VARCHAR,
    weight DOUBLE,
    layer VARCHAR
);

CREATE VIEW all_groups AS
WITH turns AS MATERIALIZED (SELECT DISTINCT scope, actor, day FROM days WHERE kind <> 'attended'),
months AS (
    SELECT
        scope,
        actor,
        date_trunc('month', day) AS month,
        min(day, 2) AS firsts,
        max(day) AS latest,
        count(*) AS days
    FROM turns
    GROUP BY scope, actor, month
),
-- A pause of more than a month lies between one month and another. A period may end within a month: second tells whether
-- somebody had come a second time by then.
steps AS MATERIALIZED (
    SELECT
        scope,
        actor,
        firsts[1] AS day,
        latest,
        lead(firsts[1]) OVER own AS next,
        lag(latest) OVER own AS before,
        lag(month, 2) OVER own AS third,
        sum(days) OVER own - days AS earlier,
        first_value(firsts[1]) OVER own AS since,
        CASE WHEN row_number() OVER own = 1 THEN coalesce(firsts[2], DATE '9999-12-31') END AS second
    FROM months
    WINDOW own AS (PARTITION BY scope, actor ORDER BY month)
),
ends AS (SELECT DISTINCT last AS ending FROM periods),
long_ones AS MATERIALIZED (
    SELECT s.scope, s.actor, s.day, s.before, s.earlier, s.day - s.before AS pause
    FROM steps AS s
    CROSS JOIN (SELECT min(ending) AS ending FROM ends) AS e
    CROSS JOIN params AS p
    WHERE s.day - s.before > 30 AND s.day >= e.ending - p.active_days
),
pauses AS (
    SELECT t.scope, t.actor, t.day, t.day - lag(t.day) OVER (PARTITION BY t.scope, t.actor ORDER BY t.day) AS pause
    FROM turns AS t
    SEMI JOIN long_ones AS l ON l.scope = t.scope AND l.actor = t.actor AND l.earlier > 5
),
spread AS (
    SELECT l.scope, l.actor, l.day, quantile_cont(k.pause, 0.25) AS low, quantile_cont(k.pause, 0.75) AS high
    FROM long_ones AS l
    INNER JOIN pauses AS k ON k.scope = l.scope AND k.actor = l.actor AND k.day <= l.before
    WHERE l.earlier > 5
    GROUP BY l.scope, l.actor, l.day
),
back AS (
    SELECT DISTINCT l.scope, l.actor, e.ending
    FROM long_ones AS l
    CROSS JOIN params AS p
    LEFT JOIN spread AS r ON r.scope = l.scope AND r.actor = l.actor AND r.day = l.day
    INNER JOIN ends AS e ON e.ending BETWEEN l.day AND l.day + p.active_days
    WHERE l.pause > coalesce(r.high + 3 * (r.high - r.low), 182)
)
SELECT
    s.scope,
    e.ending,
    s.actor,
    s.since,
    CASE
        WHEN s.since >= e.ending - p.active_days THEN 'newcomers'
        WHEN b.actor IS NOT NULL THEN 'returning'
        WHEN s.third >= date_trunc('month', e.ending) - INTERVAL 5 MONTH THEN 'regular'
        WHEN s.second > e.ending THEN 'one-off'
        ELSE 'occasional'
    END AS part
FROM steps AS s
INNER JOIN ends AS e
    ON s.day <= e.ending AND (s.next IS NULL OR s.next > e.ending) AND s.latest > e.ending - INTERVAL 12 MONTH
CROSS JOIN params AS p
LEFT JOIN back AS b ON b.scope = s.scope AND b.actor = s.actor AND b.ending = e.ending;

-- Between the days on which some year begins or ends, everything is added up once; each year is made of these sums.
CREATE VIEW all_layers AS
WITH ends AS (SELECT DISTINCT last AS ending FROM periods),
bounds AS (
    SELECT ending AS bound FROM ends
    UNION
    SELECT CAST(ending - INTERVAL 12 MONTH AS DATE) FROM ends
),
dates AS (
    SELECT d.day, min(b.bound) AS bound
    FROM (SELECT DISTINCT day FROM days) AS d
    INNER JOIN bounds AS b ON b.bound >= d.day
    GROUP BY d.day
),
sums AS (
    SELECT d.scope, d.actor, t.bound, sum(d.weight) AS weight
    FROM days AS d
    INNER JOIN dates AS t ON t.day = d.day
    WHERE d.kind <> 'attended'
    GROUP BY d.scope, d.actor, t.bound
),
given_in_year AS MATERIALIZED (
    SELECT s.scope, e.ending, s.actor, sum(s.weight) AS weight
    FROM sums AS s
    INNER JOIN (
        SELECT e.ending, b.bound
        FROM ends AS e
        INNER JOIN bounds AS b ON b.bound <= e.ending AND b.bound > e.ending - INTERVAL 12 MONTH
    ) AS e
        ON e.bound = s.bound
    GROUP BY s.scope, e.ending, s.actor
),
amounts AS (
    SELECT
        scope,
        ending,
        weight,
        sum(weight) AS together,
        sum(sum(weight)) OVER (PARTITION BY scope, ending ORDER BY weight DESC) AS so_far,
        sum(sum(weight)) OVER (PARTITION BY scope, ending) AS total
    FROM given_in_year
    GROUP BY scope, ending, weight
)
SELECT
    y.scope,
    y.ending,
    y.actor,
    y.weight,
    CASE
        WHEN (a.so_far - a.together) * 100 < a.total * 80 THEN 'core'
        WHEN (a.so_far - a.together) * 100 < a.total * 95 THEN 'regular'
        ELSE 'casual'
    END AS layer
FROM given_in_year AS y
INNER JOIN amounts AS a ON a.scope = y.scope AND a.ending = y.ending AND a.weight = y.weight;

CREATE VIEW all_habits AS
SELECT g.scope, g.ending, g.actor, g.since, g.part, l.weight, l.layer
FROM all_groups AS g
INNER JOIN all_layers AS l ON l.scope = g.scope AND l.ending = g.ending AND l.actor = g.actor;

-- Everybody who contributed in the last twelve months, in one group each, by the days on which they did. newcomers: for the
-- first time within active_days; returning: within active_days, after a pause longer than is usual for them, which
-- is more than a month and Q3 + 3·IQR of their earlier pauses, or half a year where there are fewer than five of these;
-- regular: in three or more of the last six months, this one included; one-off: on a single day; occasional: all others.
CREATE VIEW contributor_groups AS
SELECT h.actor, h.since, d.latest, h.part
FROM habits AS h
INNER JOIN params AS p ON p.today = h.ending
INNER JOIN (SELECT actor, max(day) AS latest FROM days WHERE scope = '' AND kind <> 'attended' GROUP BY actor) AS d
    ON d.actor = h.actor
WHERE h.scope = '';
