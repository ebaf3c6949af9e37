-- title: Give somebody a role
-- definition: Members who did something within the last 90 days, and not less than in the 90 days before, are no founders
--   and could take a role that they do not have yet. Mentor: at least 10 answers and comments to others in 12 months,
--   of which three count per person and thread, and a thread's first 20 comments alone. Moderator: responses in at
--   least 10 threads of others on at least 8 days, within 90 days. Host: spoke or came along at four events or more, and
--   never hosted one. Lead: active in two projects or more in 12 months, and leads none.
-- source: issue-metrics, mentor counting (mentor); the others are Folkmoot's
-- facts: number (how many of what counts), titles (of events or projects).
WITH paces AS (
    SELECT
        d.actor,
        sum(d.acts) FILTER (d.day > p.today - p.active_days) AS lately,
        sum(d.acts) FILTER (d.day <= p.today - p.active_days) AS earlier
    FROM days AS d
    CROSS JOIN params AS p
    WHERE d.scope = '' AND d.day > p.today - 2 * p.active_days
    GROUP BY d.actor
),
rising AS (
    SELECT m.slug AS actor, m.roles, m.available_for, e.first
    FROM members AS m
    INNER JOIN paces AS r ON r.actor = m.slug
    INNER JOIN presence AS e ON e.actor = m.slug
    WHERE m.status = 'active' AND NOT m.founder AND r.lately >= coalesce(r.earlier, 0)
),
said AS (
    SELECT a.thread, a.actor, a.target, a.happened, a.day, a.kind
    FROM activity AS a
    CROSS JOIN params AS p
    WHERE a.kind IN ('answered', 'commented', 'reviewed') AND a.day > p.today - 365
),
long_ones AS (
    SELECT thread FROM said GROUP BY thread HAVING count(*) > 20
),
first_ones AS (
    SELECT s.thread, s.actor, s.target FROM said AS s ANTI JOIN long_ones AS l ON l.thread = s.thread
    UNION ALL
    SELECT thread, actor, target
    FROM said AS s
    SEMI JOIN long_ones AS l ON l.thread = s.thread
    QUALIFY row_number() OVER (PARTITION BY s.thread ORDER BY s.happened, s.actor, s.kind, s.target) <= 20
),
mentoring AS (
    SELECT actor, sum(least(number, 3)) AS number
    FROM (SELECT actor, thread, count(*) AS number FROM first_ones WHERE target <> '' GROUP BY actor, thread)
    GROUP BY actor
    HAVING sum(least(number, 3)) >= 10
),
moderating AS (
    SELECT s.actor, count(DISTINCT s.thread) AS number
    FROM said AS s
    SEMI JOIN rising AS r ON r.actor = s.actor
    CROSS JOIN params AS p
    WHERE s.target <> '' AND s.day > p.today - p.active_days
    GROUP BY s.actor
    HAVING count(DISTINCT s.thread) >= 10 AND count(DISTINCT s.day) >= 8
),
met AS (
    SELECT DISTINCT actor, kind, thread FROM activity WHERE kind IN ('hosted', 'spoke', 'attended')
),
hosting AS (
    SELECT m.actor, count(DISTINCT m.thread) AS number, list(DISTINCT n.title ORDER BY n.title)[:3] AS titles
    FROM met AS m
    INNER JOIN titles AS n ON n.thread = m.thread
    ANTI JOIN (SELECT actor FROM met WHERE kind = 'hosted') AS h ON h.actor = m.actor
    ANTI JOIN (SELECT unnest(hosts) AS actor FROM events) AS i ON i.actor = m.actor
    GROUP BY m.actor
    HAVING count(DISTINCT m.thread) >= 4
),
spread AS (
    SELECT d.actor, count(DISTINCT d.scope) AS number, list(DISTINCT j.title ORDER BY j.title)[:3] AS titles
    FROM days AS d
    CROSS JOIN params AS p
    INNER JOIN projects AS j ON d.scope = 'project/' || j.slug
    ANTI JOIN (SELECT unnest(leads) AS actor FROM projects) AS l ON l.actor = d.actor
    WHERE d.day > p.today - 365 AND d.kind <> 'attended'
    GROUP BY d.actor
    HAVING count(DISTINCT d.scope) >= 2
),
could AS (
    SELECT actor, 'mentor' AS role, number, []::VARCHAR[] AS titles, 'mentor' AS word FROM mentoring
    UNION ALL
    SELECT actor, 'moderator', number, [], 'moderat' FROM moderating
    UNION ALL
    SELECT actor, 'host', number, titles, '\bhost|hote|\bospit|padron' FROM hosting
    UNION ALL
    SELECT actor, 'lead', number, titles, '\blead|respons|referent|coordin' FROM spread
),
held AS (
    SELECT actor, role FROM terms CROSS JOIN params AS p WHERE since <= p.today AND (until IS NULL OR until >= p.today)
    UNION ALL
    SELECT actor, unnest(list_concat(coalesce(roles, []), coalesce(available_for, []))) FROM rising
),
chosen AS (
    SELECT c.*, r.first
    FROM could AS c
    INNER JOIN rising AS r ON r.actor = c.actor
    ANTI JOIN held AS h ON h.actor = c.actor AND regexp_matches(strip_accents(lower(h.role)), c.word)
)
SELECT
    actor AS subject,
    role AS other,
    number AS score,
    first AS since,
    '' AS thread,
    '' AS url,
    {'number': number, 'titles': titles} AS facts,
    count(*) OVER () AS among
FROM chosen
QUALIFY row_number() OVER (PARTITION BY role ORDER BY number DESC, actor) <= 3
ORDER BY CASE role WHEN 'lead' THEN 1 WHEN 'host' THEN 2 WHEN 'moderator' THEN 3 ELSE 4 END, score DESC, subject;
