-- title: What is written
-- group: content
-- definition: How much people wrote in the period: original posts (posts published, entries on their blogs, discussions
--   opened, issues reported, changes proposed) and comments on what others began (comments, answers, reviews). Good for
--   seeing whether people talk with one another or only past one another.
-- series: original = original posts, comments
-- unit: posts and comments
-- caveat: How good or how long something is does not count, and what was said in chats, by mail or at events is not seen.
-- source: Folkmoot
WITH written AS (
    SELECT
        scope,
        day,
        CASE WHEN kind IN ('commented', 'answered', 'reviewed') THEN 'comments' ELSE 'original' END AS series,
        sum(acts)::BIGINT AS acts
    FROM days
    WHERE kind IN ('wrote', 'asked', 'reported', 'proposed', 'commented', 'answered', 'reviewed')
    GROUP BY ALL
    UNION ALL
    -- A post by several people is one post.
    SELECT scope, day, 'original', count(DISTINCT thread) FROM scoped WHERE kind = 'published' GROUP BY scope, day
),
named AS (SELECT unnest(['original', 'comments']) AS series),
counted AS (
    SELECT f.scope, f.period, w.series, sum(w.acts)::BIGINT AS acts
    FROM frames AS f
    INNER JOIN written AS w ON w.scope = f.scope AND w.day BETWEEN f.first AND f.last
    GROUP BY f.scope, f.period, w.series
)
SELECT f.scope, f.period, n.series, coalesce(c.acts, 0)::DOUBLE AS value, coalesce(c.acts, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN counted AS c ON c.scope = f.scope AND c.period = f.period AND c.series = n.series
ORDER BY f.scope, f.period, n.series;

-- Everything that was written.
SELECT
    f.scope,
    f.period,
    CASE WHEN a.kind IN ('commented', 'answered', 'reviewed') THEN 'comments' ELSE 'original' END AS series,
    a.actor,
    a.day,
    a.kind AS what,
    a.thread,
    a.url
FROM frames AS f
INNER JOIN scoped AS a ON a.scope = f.scope AND a.day BETWEEN f.first AND f.last
WHERE a.kind IN ('published', 'wrote', 'asked', 'reported', 'proposed', 'commented', 'answered', 'reviewed')
