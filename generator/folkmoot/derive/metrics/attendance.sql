-- title: Attendance
-- group: events
-- definition: How many people came to the events held in the period, all together, and the median of one event in the 12
--   months up to its end, or in all time. Half of the events had fewer people than the median. Somebody who came to three
--   events counts three times.
-- series: together, median = at one event
-- unit: people
-- caveat: Events of which nobody wrote down how many came are not in it. With fewer than five events no median is shown.
-- source: Folkmoot
WITH told AS (SELECT scope, day, attendance FROM scoped_events WHERE held AND attendance IS NOT NULL),
counted AS (
    SELECT
        f.scope,
        f.period,
        sum(t.attendance) FILTER (t.day >= f.first) AS together,
        count(t.day) FILTER (t.day >= f.first) AS number,
        quantile_cont(t.attendance, 0.5) AS middle,
        count(t.day) AS n
    FROM frames AS f
    LEFT JOIN told AS t
        ON t.scope = f.scope AND t.day <= f.last AND t.day > least(f.first, CAST(f.last - INTERVAL 12 MONTH AS DATE))
    GROUP BY f.scope, f.period
)
SELECT scope, period, 'together' AS series, together::DOUBLE AS value, number AS n FROM counted
UNION ALL
SELECT scope, period, 'median', CASE WHEN n >= 5 THEN middle END, n FROM counted
ORDER BY scope, period, series;

-- The events, with how many came.
SELECT e.scope, f.period, s.series, '' AS actor, e.day, CAST(e.attendance AS VARCHAR) AS what, e.thread, '' AS url
FROM scoped_events AS e
INNER JOIN frames AS f
    ON f.scope = e.scope AND e.day <= f.last AND e.day > least(f.first, CAST(f.last - INTERVAL 12 MONTH AS DATE))
CROSS JOIN (SELECT unnest(['together', 'median']) AS series) AS s
WHERE e.held AND e.attendance IS NOT NULL AND (s.series = 'median' OR e.day >= f.first)
