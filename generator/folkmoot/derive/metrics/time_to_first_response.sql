-- title: Time to first response
-- group: answers
-- chaoss: Time to First Response
-- definition: Hours from the opening of a discussion to the first comment by another human: half of the discussions were
--   faster than the median, nine in ten faster than the 90th percentile.
-- series: median, 90th percentile
-- unit: hours
-- caveat: Discussions that still wait are not in it; see the share answered in time. With fewer than five discussions
--   nothing is shown. A discussion belongs to the month it was opened in, where the community is, and to the language of
--   who opened it.
-- source: CHAOSS, Time to First Response, https://chaoss.community/kb/metric-time-to-first-response/
WITH waits AS (
    SELECT scope, day, date_diff('second', created, first_response) / 3600.0::DOUBLE AS hours
    FROM scoped_threads
    WHERE kind = 'discussions' AND first_response IS NOT NULL
),
counted AS (
    SELECT f.scope, f.period, quantile_cont(w.hours, [0.5, 0.9]) AS hours, count(w.hours) AS n
    FROM frames AS f
    LEFT JOIN waits AS w ON w.scope = f.scope AND w.day BETWEEN f.first AND f.last
    WHERE f.kind <> 'team'
    GROUP BY f.scope, f.period
)
SELECT scope, period, 'median' AS series, CASE WHEN n >= 5 THEN hours[1] END AS value, n FROM counted
UNION ALL
SELECT scope, period, '90th percentile', CASE WHEN n >= 5 THEN hours[2] END, n FROM counted
ORDER BY scope, period, series;

-- The discussions that somebody answered.
SELECT t.scope, f.period, s.series, t.asker AS actor, t.day, 'asked' AS what, t.thread, t.url
FROM scoped_threads AS t
INNER JOIN frames AS f ON f.scope = t.scope AND t.day BETWEEN f.first AND f.last
CROSS JOIN (SELECT unnest(['median', '90th percentile']) AS series) AS s
WHERE t.kind = 'discussions' AND t.first_response IS NOT NULL
