-- title: Events with a recap
-- group: events
-- definition: Of the events held in the 12 months that ended 14 days before the end of the period, or in all time before
--   that, the share of which somebody wrote down what happened.
-- series: with a recap
-- unit: share
-- caveat: With fewer than five events no share is shown. Nobody knows when a recap was written: the shares of earlier months
--   rise when one is written later.
-- source: Folkmoot
WITH counted AS (
    SELECT f.scope, f.period, count(*) FILTER (e.recap) AS written, count(e.thread) AS n
    FROM frames AS f
    LEFT JOIN scoped_events AS e
        ON e.scope = f.scope
        AND e.held
        AND e.day < f.last - 14
        AND e.day >= least(f.first, CAST(f.last - 14 - INTERVAL 12 MONTH AS DATE))
    GROUP BY f.scope, f.period
)
SELECT scope, period, 'with a recap' AS series, CASE WHEN n >= 5 THEN written / n::DOUBLE END AS value, n
FROM counted
ORDER BY scope, period, series;

-- All of them, also those without one.
SELECT
    e.scope,
    f.period,
    'with a recap' AS series,
    '' AS actor,
    e.day,
    CASE WHEN e.recap THEN 'with a recap' ELSE 'without a recap' END AS what,
    e.thread,
    '' AS url
FROM scoped_events AS e
INNER JOIN frames AS f
    ON f.scope = e.scope
    AND e.day < f.last - 14
    AND e.day >= least(f.first, CAST(f.last - 14 - INTERVAL 12 MONTH AS DATE))
WHERE e.held
