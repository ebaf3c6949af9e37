-- title: Founders' share
-- group: shoulders
-- definition: The share of the founders in everything that was contributed in the period, and in each kind of it: original
--   posts (posts, blog entries, discussions, issues and changes proposed), comments, events hosted and talks given, commits
--   and releases, and the first answers to discussions, issues and pull requests. Above 50 % the community still is its
--   founders' work; below 10 % it carries itself.
-- series: everything, posts = original posts, comments, events, commits = commits and releases, answers = first answers
-- unit: share
-- caveat: With fewer than five contributions no share is shown. Founders are those whom the hub names as such. A low share is
--   no goal of its own: founders who go on giving are no problem, a community that could not do without them is one.
-- source: Folkmoot; the marks of 50 % and 10 % are after FeverBee's stages of a community
WITH founders AS (SELECT slug FROM members WHERE founder),
acts AS (
    SELECT d.scope, d.day, d.kind, f.slug IS NOT NULL AS founder, sum(d.weight)::BIGINT AS weight
    FROM days AS d
    LEFT JOIN founders AS f ON f.slug = d.actor
    GROUP BY ALL
),
parts AS (
    SELECT
        scope,
        day,
        k.form AS part,
        founder,
        weight
    FROM acts
    INNER JOIN contribution_kinds AS k ON k.kind = acts.kind
    UNION ALL
    SELECT a.scope, a.day, 'answers', f.slug IS NOT NULL, count(*)
    FROM first_answers AS a
    LEFT JOIN founders AS f ON f.slug = a.actor
    GROUP BY ALL
),
named AS (SELECT unnest(['everything', 'posts', 'comments', 'events', 'commits', 'answers']) AS series),
counted AS (
    SELECT f.scope, f.period, p.part, p.founder, sum(p.weight)::BIGINT AS weight
    FROM frames AS f
    INNER JOIN parts AS p ON p.scope = f.scope AND p.day BETWEEN f.first AND f.last
    GROUP BY ALL
),
shares AS (
    SELECT
        c.scope,
        c.period,
        n.series,
        sum(c.weight)::BIGINT AS weight,
        coalesce(sum(c.weight) FILTER (c.founder), 0)::BIGINT AS founders
    FROM counted AS c
    -- Who answers first has commented, which is in everything already.
    INNER JOIN named AS n ON n.series = c.part OR (n.series = 'everything' AND c.part <> 'answers')
    GROUP BY c.scope, c.period, n.series
)
SELECT
    f.scope,
    f.period,
    n.series,
    CASE WHEN s.weight >= 5 THEN s.founders / s.weight::DOUBLE END AS value,
    coalesce(s.weight, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN shares AS s ON s.scope = f.scope AND s.period = f.period AND s.series = n.series
ORDER BY f.scope, f.period, n.series;

-- What the founders contributed.
WITH done AS (
    SELECT
        scope,
        actor,
        day,
        k.kind AS what,
        thread,
        url,
        unnest(['everything', k.form]) AS series
    FROM scoped
    INNER JOIN contribution_kinds AS k ON k.kind = scoped.kind
    UNION ALL
    SELECT scope, actor, day, 'answered first', thread, url, 'answers' FROM first_answers
)
SELECT f.scope, f.period, d.series, d.actor, d.day, d.what, d.thread, d.url
FROM frames AS f
INNER JOIN done AS d ON d.scope = f.scope AND d.day BETWEEN f.first AND f.last
WHERE d.actor IN (SELECT slug FROM members WHERE founder)
