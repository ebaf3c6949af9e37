-- title: Say welcome
-- definition: Who joined one day to two weeks ago, or did something here for the first time without being a member, and
--   whom nobody has answered yet. Founders, those who come back, and those who did something long before they joined, are
--   no newcomers.
-- source: Folkmoot
-- facts: what (member, guest), title (what they opened first), interests (agreed), login.
WITH newcomers AS (
    SELECT m.slug AS actor, day_of(m.joined) AS since, 'member' AS what, m.interests
    FROM members AS m
    CROSS JOIN params AS p
    LEFT JOIN presence AS e ON e.actor = m.slug
    WHERE m.status = 'active' AND NOT m.founder AND (e.first IS NULL OR e.first >= day_of(m.joined) - p.newcomer_days)
    UNION ALL
    -- Whom only a hash tells cannot be written to.
    SELECT e.actor, e.first, 'guest', []
    FROM presence AS e
    ANTI JOIN members AS m ON m.slug = e.actor
    WHERE starts_with(e.actor, 'github:') OR starts_with(e.actor, 'login:')
),
due AS (
    SELECT n.*
    FROM newcomers AS n
    CROSS JOIN params AS p
    ANTI JOIN absences AS b ON b.actor = n.actor
    WHERE n.since BETWEEN p.today - 14 AND p.today - 1
),
answered AS (
    SELECT d.actor FROM due AS d INNER JOIN activity AS a ON a.target = d.actor AND a.actor <> d.actor
    UNION
    SELECT d.actor FROM due AS d INNER JOIN threads AS t ON t.asker = d.actor AND t.first_response IS NOT NULL
),
opened AS (
    SELECT t.asker AS actor, min_by((t.thread, t.title, t.url), (t.created, t.thread)) AS one
    FROM threads AS t
    SEMI JOIN due AS d ON d.actor = t.asker
    GROUP BY t.asker
)
SELECT
    d.actor AS subject,
    '' AS other,
    p.today - d.since AS score,
    d.since,
    coalesce(o.one[1], '') AS thread,
    coalesce(o.one[3], '') AS url,
    {'what': d.what, 'title': o.one[2], 'interests': d.interests, 'login': l.login} AS facts,
    count(*) OVER () AS among
FROM due AS d
CROSS JOIN params AS p
ANTI JOIN answered AS a ON a.actor = d.actor
LEFT JOIN opened AS o ON o.actor = d.actor
LEFT JOIN logins AS l ON l.actor = d.actor
ORDER BY score DESC, subject
LIMIT 20;
