-- title: Rhythm of events
-- group: events
-- definition: The median number of days from one day with an event to the next, in the 12 months up to the end of the
--   period, or in all time; and today, how many days have passed since the last event, and how many there are until the
--   next one that is sure to take place.
-- series: between = from one to the next, since = since the last, until = until the next
-- unit: days
-- caveat: With fewer than six days with an event no median is shown. A date of a series counts as past only where somebody
--   wrote down that it took place, and as the next one where it is confirmed.
-- source: Folkmoot
WITH turns AS (SELECT DISTINCT scope, day FROM scoped_events WHERE held),
pauses AS (
    SELECT scope, day, date_diff('day', lag(day) OVER (PARTITION BY scope ORDER BY day), day) AS pause FROM turns
),
between_them AS (
    SELECT f.scope, f.period, quantile_cont(u.pause, 0.5) AS middle, count(u.pause) AS n
    FROM frames AS f
    LEFT JOIN pauses AS u
        ON u.scope = f.scope AND u.day <= f.last AND u.day > least(f.first, CAST(f.last - INTERVAL 12 MONTH AS DATE))
    GROUP BY f.scope, f.period
),
around AS (
    SELECT
        s.scope,
        date_diff('day', max(e.day) FILTER (e.held), any_value(p.today)) AS since,
        date_diff('day', any_value(p.today), min(e.day) FILTER (e.status = 'confirmed' AND e.happened > p.now)) AS until
    FROM scopes AS s
    CROSS JOIN params AS p
    LEFT JOIN scoped_events AS e ON e.scope = s.scope
    GROUP BY s.scope
)
SELECT scope, period, 'between' AS series, CASE WHEN n >= 5 THEN middle END AS value, n FROM between_them
UNION ALL
SELECT scope, '', 'since', since, count(since) FROM around GROUP BY scope, since
UNION ALL
SELECT scope, '', 'until', until, count(until) FROM around GROUP BY scope, until
ORDER BY scope, period, series;

-- The events: those held in that time, the last one, and the next one.
SELECT e.scope, f.period, 'between' AS series, '' AS actor, e.day, 'held' AS what, e.thread, '' AS url
FROM scoped_events AS e
INNER JOIN frames AS f
    ON f.scope = e.scope AND e.day <= f.last AND e.day > least(f.first, CAST(f.last - INTERVAL 12 MONTH AS DATE))
WHERE e.held
UNION ALL
SELECT scope, '', 'since', '', day, 'held', thread, ''
FROM scoped_events
WHERE held
QUALIFY rank() OVER (PARTITION BY scope ORDER BY day DESC) = 1
UNION ALL
SELECT e.scope, '', 'until', '', e.day, 'planned', e.thread, ''
FROM scoped_events AS e
CROSS JOIN params AS p
WHERE e.status = 'confirmed' AND e.happened > p.now
QUALIFY rank() OVER (PARTITION BY e.scope ORDER BY e.day) = 1
