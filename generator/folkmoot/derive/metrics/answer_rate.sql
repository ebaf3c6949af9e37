-- title: Questions with an accepted answer
-- group: answers
-- definition: Of the discussions that are at least seven days old, and in a category that has accepted answers, the share
--   that has one.
-- series: answered = with an accepted answer
-- unit: share
-- caveat: Many forget to accept an answer that helped them, so the share says less about how well people are helped than its
--   course does. With fewer than five questions no share is shown. A question belongs to the month it was opened in, and
--   the share of a month still rises when an answer comes later.
-- source: Folkmoot
WITH asked AS (
    SELECT t.scope, t.day, t.answered IS NOT NULL AS is_answered
    FROM scoped_threads AS t
    CROSS JOIN params AS p
    WHERE t.kind = 'discussions' AND t.answerable AND t.created <= p.now - INTERVAL 7 DAY
),
counted AS (
    SELECT f.scope, f.period, count(*) FILTER (a.is_answered) AS answered, count(a.day) AS n
    FROM frames AS f
    LEFT JOIN asked AS a ON a.scope = f.scope AND a.day BETWEEN f.first AND f.last
    WHERE f.kind <> 'team'
    GROUP BY f.scope, f.period
)
SELECT scope, period, 'answered' AS series, CASE WHEN n >= 5 THEN answered / n::DOUBLE END AS value, n
FROM counted
ORDER BY scope, period, series;

-- All of them, also those without one.
SELECT
    t.scope,
    f.period,
    'answered' AS series,
    t.asker AS actor,
    t.day,
    CASE WHEN t.answered IS NULL THEN 'without an answer' ELSE 'with an answer' END AS what,
    t.thread,
    t.url
FROM scoped_threads AS t
CROSS JOIN params AS p
INNER JOIN frames AS f ON f.scope = t.scope AND t.day BETWEEN f.first AND f.last
WHERE t.kind = 'discussions' AND t.answerable AND t.created <= p.now - INTERVAL 7 DAY
