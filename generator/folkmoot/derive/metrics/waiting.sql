-- title: What waits for an answer
-- group: answers
-- definition: What was open at the end of the period and waited: the discussions in which no other human had said anything,
--   those in a category that has accepted answers without one, and the first discussion, issue or pull request of
--   newcomers to which nobody else had said anything. Whatever was closed or had an accepted answer by then no longer waits.
-- series: unresponded = nobody else said anything, unanswered = no accepted answer, newcomers = newcomers without a reply
-- unit: open questions
-- caveat: One and the same discussion can be in several of these numbers. Some, such as announcements, want no answer. What
--   was closed and opened again is told as it stands now, since nothing else is known.
-- source: Folkmoot
WITH queued AS (
    SELECT
        scope,
        'unresponded' AS series,
        created,
        least(first_response, answered, closed) AS settled
    FROM scoped_threads
    WHERE kind = 'discussions'
    UNION ALL
    SELECT scope, 'unanswered', created, least(answered, closed)
    FROM scoped_threads
    WHERE kind = 'discussions' AND answerable
    UNION ALL
    SELECT scope, 'newcomers', created, least(first_response, closed) FROM welcomes
),
counted AS (
    SELECT f.scope, f.period, q.series, count(*) AS n
    FROM frames AS f
    INNER JOIN queued AS q
        ON q.scope = f.scope AND q.created < f.until AND (q.settled IS NULL OR q.settled >= f.until)
    GROUP BY f.scope, f.period, q.series
),
named AS (SELECT unnest(['unresponded', 'unanswered', 'newcomers']) AS series)
SELECT f.scope, f.period, s.series, coalesce(c.n, 0)::DOUBLE AS value, coalesce(c.n, 0) AS n
FROM frames AS f
CROSS JOIN named AS s
LEFT JOIN counted AS c ON c.scope = f.scope AND c.period = f.period AND c.series = s.series
WHERE f.kind <> 'team'
ORDER BY f.scope, f.period, s.series;

-- What waited, with the day on which it was opened.
WITH queued AS (
    SELECT
        scope, 'unresponded' AS series, asker AS actor, day, kind, thread, url, created,
        least(first_response, answered, closed) AS settled
    FROM scoped_threads
    WHERE kind = 'discussions'
    UNION ALL
    SELECT scope, 'unanswered', asker, day, kind, thread, url, created, least(answered, closed)
    FROM scoped_threads
    WHERE kind = 'discussions' AND answerable
    UNION ALL
    SELECT scope, 'newcomers', actor, day, kind, thread, url, created, least(first_response, closed) FROM welcomes
)
SELECT
    q.scope,
    f.period,
    q.series,
    q.actor,
    q.day,
    CASE q.kind WHEN 'discussions' THEN 'asked' WHEN 'issues' THEN 'reported' ELSE 'proposed' END AS what,
    q.thread,
    q.url
FROM queued AS q
INNER JOIN frames AS f ON f.scope = q.scope AND q.created < f.until AND (q.settled IS NULL OR q.settled >= f.until)
