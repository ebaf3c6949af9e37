-- title: Newcomers who stay
-- group: people
-- definition: Of the people whose first contribution fell in the period, the share who contributed on another day within the
--   next 90 days, and the share who did anything within the last 90 days (coming to an event counts). The figure of the
--   whole window is that of the newcomers of 12 months for whom 90 days are over. A hub may set another number of days.
-- series: came back = contributed again, active = active lately
-- unit: share
-- caveat: With fewer than five newcomers no shares are shown, nor who came back before the days are over for all of them. In
--   the first months that the hub knows of, veterans look like newcomers. Commits count on the last day of their month
--   that had any.
-- source: Folkmoot; who is new is told as CHAOSS tells it
WITH turns AS MATERIALIZED (SELECT DISTINCT scope, actor, day FROM days WHERE kind <> 'attended'),
firsts AS (
    SELECT scope, actor, min(day, 2) AS firsts FROM turns GROUP BY scope, actor
),
latest AS (SELECT scope, actor, max(day) AS day FROM days GROUP BY scope, actor),
newcomers AS (
    SELECT
        f.scope,
        f.actor,
        f.firsts[1] AS day,
        coalesce(f.firsts[2] <= f.firsts[1] + p.active_days, false) AS came_back,
        l.day >= p.today - p.active_days AS is_active
    FROM firsts AS f
    INNER JOIN latest AS l ON l.scope = f.scope AND l.actor = f.actor
    CROSS JOIN params AS p
),
cohorts AS (
    SELECT
        f.scope,
        f.period,
        CASE f.period WHEN '' THEN CAST(p.today - p.active_days - INTERVAL 12 MONTH AS DATE) ELSE f.first END AS first,
        CASE WHEN f.period IN ('', 'all') THEN p.today - p.active_days - 1 ELSE f.last END AS last,
        p.today - p.active_days AS known
    FROM frames AS f
    CROSS JOIN params AS p
),
counted AS (
    SELECT
        c.scope,
        c.period,
        c.last < any_value(c.known) AS is_over,
        count(n.actor) AS n,
        count(*) FILTER (n.came_back) AS came_back,
        count(*) FILTER (n.is_active) AS active
    FROM cohorts AS c
    LEFT JOIN newcomers AS n ON n.scope = c.scope AND n.day BETWEEN c.first AND c.last
    GROUP BY c.scope, c.period, c.last
)
SELECT scope, period, 'came back' AS series, CASE WHEN n >= 5 AND is_over THEN came_back / n::DOUBLE END AS value, n
FROM counted
UNION ALL
SELECT scope, period, 'active', CASE WHEN n >= 5 THEN active / n::DOUBLE END, n FROM counted
ORDER BY scope, period, series;

-- The newcomers who stayed, with the day of their first contribution.
WITH turns AS (SELECT DISTINCT scope, actor, day FROM days WHERE kind <> 'attended'),
firsts AS (SELECT scope, actor, min(day, 2) AS firsts FROM turns GROUP BY scope, actor),
latest AS (SELECT scope, actor, max(day) AS day FROM days GROUP BY scope, actor),
told AS (
    SELECT
        f.scope,
        f.actor,
        f.firsts[1] AS day,
        p.today - p.active_days AS known,
        unnest(
            list_concat(
                CASE WHEN f.firsts[2] <= f.firsts[1] + p.active_days THEN ['came back'] ELSE [] END,
                CASE WHEN l.day >= p.today - p.active_days THEN ['active'] ELSE [] END
            )
        ) AS series
    FROM firsts AS f
    INNER JOIN latest AS l ON l.scope = f.scope AND l.actor = f.actor
    CROSS JOIN params AS p
)
SELECT f.scope, f.period, t.series, t.actor, t.day, t.series AS what, '' AS thread, '' AS url
FROM told AS t
INNER JOIN frames AS f ON f.scope = t.scope
WHERE CASE f.period
    WHEN '' THEN t.day < t.known AND t.day >= t.known - INTERVAL 12 MONTH
    WHEN 'all' THEN t.day < t.known
    ELSE t.day BETWEEN f.first AND f.last
END
