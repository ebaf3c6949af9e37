-- title: Elephant factor
-- group: shoulders
-- chaoss: Elephant Factor
-- definition: The smallest number of organisations whose people together made at least half of what people with a known
--   organisation contributed in the 12 months up to the end of the period. Counted for all contributions, and for each kind
--   alone.
-- series: everything, commits, discussions, events, writing
-- unit: organisations
-- caveat: Only members who tell whom they work for, and agreed to have that shown, are counted: everybody else is left out. A
--   past contribution counts for the organisation of today. With fewer than two organisations, or five people, no figure
--   is shown. Low means dependent.
-- source: CHAOSS, Elephant Factor, https://chaoss.community/kb/metric-elephant-factor/
WITH organisations AS (
    SELECT y.scope, y.ending, y.series, m.organisation, sum(y.weight)::BIGINT AS weight, count(*) AS people
    FROM yearly AS y
    INNER JOIN members AS m ON m.slug = y.actor AND m.organisation <> ''
    GROUP BY y.scope, y.ending, y.series, m.organisation
),
-- Organisations that gave as much are counted together, and as many of them as are needed.
alike AS (
    SELECT scope, ending, series, weight, count(*) AS organisations, sum(people)::BIGINT AS people
    FROM organisations
    GROUP BY scope, ending, series, weight
),
ranked AS (
    SELECT
        *,
        sum(weight * organisations) OVER more AS running,
        sum(organisations) OVER more AS place,
        sum(weight * organisations) OVER (PARTITION BY scope, ending, series) AS total,
        sum(organisations) OVER (PARTITION BY scope, ending, series) AS n,
        sum(people) OVER (PARTITION BY scope, ending, series) AS employed
    FROM alike
    WINDOW more AS (PARTITION BY scope, ending, series ORDER BY weight DESC)
),
factors AS (
    SELECT
        scope,
        ending,
        series,
        any_value(n)::BIGINT AS n,
        any_value(employed)::BIGINT AS people,
        -- Of the first that reach half of it, so many as are needed.
        arg_min(
            place - organisations + ceil((total / 2.0 - (running - weight * organisations)) / nullif(weight, 0)), place
        ) FILTER (running * 2 >= total) AS factor
    FROM ranked
    GROUP BY scope, ending, series
),
named AS (SELECT unnest(['everything', 'commits', 'discussions', 'events', 'writing']) AS series)
SELECT
    f.scope,
    f.period,
    n.series,
    CASE WHEN c.n >= 2 AND c.people >= 5 THEN c.factor::DOUBLE END AS value,
    coalesce(c.n, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN factors AS c ON c.scope = f.scope AND c.ending = f.last AND c.series = n.series
ORDER BY f.scope, f.period, n.series;

-- Everybody with a known organisation who contributed, with how much.
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
INNER JOIN members AS m ON m.slug = d.actor AND m.organisation <> ''
GROUP BY f.scope, f.period, n.series, d.actor
