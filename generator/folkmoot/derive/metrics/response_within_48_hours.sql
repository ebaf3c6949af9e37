-- title: Answered within 48 hours
-- group: answers
-- definition: Of the discussions that are at least 48 hours old, the share with a comment by another human within the
--   first 48 hours.
-- series: within 48 hours
-- unit: share
-- caveat: Some discussions, such as announcements, want no answer. With fewer than five discussions no share is shown. A
--   discussion belongs to the month it was opened in, where the community is, and to the language of who opened it.
-- source: Folkmoot; the companion of CHAOSS's Time to First Response, whose median does not see what still waits
WITH asked AS (
    SELECT t.scope, t.day, coalesce(t.first_response <= t.created + INTERVAL 48 HOUR, false) AS in_time
    FROM scoped_threads AS t
    CROSS JOIN params AS p
    WHERE t.kind = 'discussions' AND t.created <= p.now - INTERVAL 48 HOUR
),
counted AS (
    SELECT f.scope, f.period, count(*) FILTER (a.in_time) AS in_time, count(a.day) AS n
    FROM frames AS f
    LEFT JOIN asked AS a ON a.scope = f.scope AND a.day BETWEEN f.first AND f.last
    WHERE f.kind <> 'team'
    GROUP BY f.scope, f.period
)
SELECT scope, period, 'within 48 hours' AS series, CASE WHEN n >= 5 THEN in_time / n::DOUBLE END AS value, n
FROM counted
ORDER BY scope, period, series;

-- All of them, also those that waited longer.
SELECT
    t.scope,
    f.period,
    'within 48 hours' AS series,
    t.asker AS actor,
    t.day,
    CASE WHEN t.first_response <= t.created + INTERVAL 48 HOUR THEN 'answered in time' ELSE 'not in time' END AS what,
    t.thread,
    t.url
FROM scoped_threads AS t
CROSS JOIN params AS p
INNER JOIN frames AS f ON f.scope = t.scope AND t.day BETWEEN f.first AND f.last
WHERE t.kind = 'discussions' AND t.created <= p.now - INTERVAL 48 HOUR
