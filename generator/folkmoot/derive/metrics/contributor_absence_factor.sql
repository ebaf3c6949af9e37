-- title: Contributor absence factor
-- group: shoulders
-- chaoss: Contributor Absence Factor
-- definition: The smallest number of people who together made at least half of the contributions of the 12 months up to the
--   end of the period: how few would have to leave for half of the work to stop. Counted for all contributions, and for each
--   kind alone.
-- series: everything, commits, discussions, events, writing
-- unit: people
-- caveat: Every contribution counts alike, a commit as much as an evening hosted. Low means dependent.
-- source: CHAOSS, Contributor Absence Factor, https://chaoss.community/kb/metric-contributor-absence-factor/
WITH
-- People who gave as much are counted together, and as many of them as are needed.
alike AS (
    SELECT scope, ending, series, weight, count(*) AS people FROM yearly GROUP BY scope, ending, series, weight
),
ranked AS (
    SELECT
        *,
        sum(weight * people) OVER more AS running,
        sum(people) OVER more AS place,
        sum(weight * people) OVER (PARTITION BY scope, ending, series) AS total,
        sum(people) OVER (PARTITION BY scope, ending, series) AS n
    FROM alike
    WINDOW more AS (PARTITION BY scope, ending, series ORDER BY weight DESC)
),
factors AS (
    SELECT
        scope,
        ending,
        series,
        any_value(n)::BIGINT AS n,
        -- Of the first that reach half of it, so many as are needed.
        arg_min(
            place - people + ceil((total / 2.0 - (running - weight * people)) / nullif(weight, 0)), place
        ) FILTER (running * 2 >= total) AS factor
    FROM ranked
    GROUP BY scope, ending, series
),
named AS (SELECT unnest(['everything', 'commits', 'discussions', 'events', 'writing']) AS series)
SELECT f.scope, f.period, n.series, c.factor::DOUBLE AS value, coalesce(c.n, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN factors AS c ON c.scope = f.scope AND c.ending = f.last AND c.series = n.series
ORDER BY f.scope, f.period, n.series;

-- Everybody who contributed, with how much.
SELECT
    f.scope,
    f.period,
    n.series,
    d.actor,
    max(d.day) AS day,
    'contributions: ' || sum(d.weight)::BIGINT AS what,
    '' AS thread,
    '' AS url
FROM frames AS f
INNER JOIN days AS d ON d.scope = f.scope AND d.day > f.last - INTERVAL 12 MONTH AND d.day <= f.last
INNER JOIN contribution_kinds AS k ON k.kind = d.kind
INNER JOIN (VALUES ('everything'), ('events'), ('writing'), ('commits'), ('discussions')) AS n (series)
    ON n.series IN ('everything', k.part)
GROUP BY f.scope, f.period, n.series, d.actor
