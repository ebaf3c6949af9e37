-- Who became a member in the last twelve months, and how they came: who invited them, what they did something for
-- first, from a month before they joined to a month after, and what was held or published in the two weeks before.
WITH came AS (
    SELECT m.slug AS actor, day_of(m.joined) AS joined, m.invited_by
    FROM members AS m
    CROSS JOIN params AS p
    WHERE NOT m.founder AND day_of(m.joined) BETWEEN p.today - 364 AND p.today
),
first_ones AS (
    SELECT a.actor, min_by(a.thread, (a.happened, a.thread)) AS thread
    FROM activity AS a
    INNER JOIN came AS c ON c.actor = a.actor
    WHERE a.kind NOT IN ('joined', 'left', 'returned') AND a.thread <> ''
        AND a.day BETWEEN c.joined - 30 AND c.joined + 30
    GROUP BY a.actor
),
named AS (
    SELECT thread, any_value(title ORDER BY title, url) AS title, any_value(url ORDER BY title, url) AS url
    FROM titles
    WHERE title <> ''
    GROUP BY thread
),
happened AS (
    SELECT title, day_of(happened) AS day FROM events WHERE held
    UNION
    SELECT p.title, day_of(p.published) FROM posts AS p CROSS JOIN params AS n WHERE p.published <= n.now
),
around AS (
    SELECT c.actor, list(DISTINCT h.title ORDER BY h.title) AS titles
    FROM came AS c
    INNER JOIN happened AS h ON h.day BETWEEN c.joined - 14 AND c.joined
    GROUP BY c.actor
)
SELECT
    c.actor AS slug,
    c.joined,
    c.invited_by,
    coalesce(n.title, '') AS began,
    coalesce(n.url, '') AS url,
    coalesce(o.titles, []) AS around
FROM came AS c
LEFT JOIN first_ones AS f ON f.actor = c.actor
LEFT JOIN named AS n ON n.thread = f.thread
LEFT JOIN around AS o ON o.actor = c.actor
ORDER BY c.joined DESC, slug;
