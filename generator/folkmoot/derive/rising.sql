-- Topics that more was about in the last four weeks than in the four weeks before, on the planet and elsewhere in the
-- hub, with the latest of what was about them.
WITH recent AS (
    SELECT d.topic, d.thread, any_value(d.url ORDER BY d.url) AS url, max(d.day) AS day
    FROM topic_days AS d
    CROSS JOIN params AS p
    WHERE d.scope = '' AND d.day > p.today - 56
    GROUP BY d.topic, d.thread
),
counted AS (
    SELECT
        r.topic,
        count(*) FILTER (r.day > p.today - 28) AS now,
        count(*) FILTER (r.day <= p.today - 28) AS before
    FROM recent AS r
    CROSS JOIN params AS p
    GROUP BY r.topic
    HAVING now >= 2 AND now > before
),
named AS (
    SELECT url AS thread, title, url FROM entries
    UNION ALL
    SELECT thread, title, url FROM titles
),
examples AS (
    SELECT r.topic, n.title, any_value(n.url ORDER BY n.url) AS url, max(r.day) AS day
    FROM recent AS r
    INNER JOIN counted AS c ON c.topic = r.topic
    INNER JOIN named AS n ON n.thread = r.thread
    WHERE n.title <> ''
    GROUP BY r.topic, n.title
)
SELECT
    c.topic,
    c.now,
    c.before,
    coalesce(list([e.title, e.url] ORDER BY e.day DESC, e.title) FILTER (e.title IS NOT NULL), [])[:2] AS examples
FROM counted AS c
LEFT JOIN examples AS e ON e.topic = c.topic
GROUP BY c.topic, c.now, c.before
ORDER BY c.now - c.before DESC, c.now DESC, c.topic
LIMIT 12;
