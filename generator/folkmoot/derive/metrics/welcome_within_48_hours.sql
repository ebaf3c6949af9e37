-- title: Newcomers welcomed within 48 hours
-- group: answers
-- definition: Of the newcomers whose first discussion, issue or pull request is at least 48 hours old, the share who got a
--   reply by another human within the first 48 hours. Newcomers are those who opened it on the first day on which they did
--   anything that the hub knows of; in a project or a language, anything there.
-- series: within 48 hours
-- unit: share
-- caveat: With fewer than five newcomers no share is shown. In the first months that the hub knows of, veterans look like
--   newcomers. Commits of the 30 days before do not make anybody a veteran.
-- source: Folkmoot; the companion of the time to welcome, whose median does not see who still waits
WITH came AS (
    SELECT w.scope, w.day, coalesce(w.first_response <= w.created + INTERVAL 48 HOUR, false) AS in_time
    FROM welcomes AS w
    CROSS JOIN params AS p
    WHERE w.created <= p.now - INTERVAL 48 HOUR
),
counted AS (
    SELECT f.scope, f.period, count(*) FILTER (c.in_time) AS in_time, count(c.day) AS n
    FROM frames AS f
    LEFT JOIN came AS c ON c.scope = f.scope AND c.day BETWEEN f.first AND f.last
    WHERE f.kind <> 'team'
    GROUP BY f.scope, f.period
)
SELECT scope, period, 'within 48 hours' AS series, CASE WHEN n >= 5 THEN in_time / n::DOUBLE END AS value, n
FROM counted
ORDER BY scope, period, series;

-- All of them, also those who waited longer.
SELECT
    w.scope,
    f.period,
    'within 48 hours' AS series,
    w.actor,
    w.day,
    CASE WHEN w.first_response <= w.created + INTERVAL 48 HOUR THEN 'answered in time' ELSE 'not in time' END AS what,
    w.thread,
    w.url
FROM welcomes AS w
CROSS JOIN params AS p
INNER JOIN frames AS f ON f.scope = w.scope AND w.day BETWEEN f.first AND f.last
WHERE w.created <= p.now - INTERVAL 48 HOUR
