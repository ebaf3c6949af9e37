-- Who comes and goes, and how those stand who belong: told from `spells` and `days`, for every scope.

-- Who came to a scope, left it and came back, and on which day; left is the first day without them. move: joined, left,
-- returned. What is known of the hub's comings and goings alone says who left a language; nobody leaves a project.
CREATE VIEW moves AS
SELECT '' AS scope, actor, kind AS move, day FROM activity WHERE kind IN ('joined', 'left', 'returned')
UNION ALL
SELECT s.scope, a.actor, a.kind, a.day
FROM activity AS a
INNER JOIN members AS m ON m.slug = a.actor
INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = m.language
WHERE a.kind IN ('joined', 'left', 'returned')
UNION ALL
SELECT
    p.scope,
    p.actor,
    CASE row_number() OVER (PARTITION BY p.scope, p.actor ORDER BY p.first) WHEN 1 THEN 'joined' ELSE 'returned' END,
    p.first
FROM spells AS p
INNER JOIN scopes AS s ON s.scope = p.scope AND s.kind IN ('team', 'project')
UNION ALL
SELECT p.scope, p.actor, 'left', p.last + 1
FROM spells AS p
INNER JOIN scopes AS s ON s.scope = p.scope AND s.kind = 'team'
WHERE p.last IS NOT NULL;

-- How those stood who belonged to a scope (as `spells` says; since is when they came): one row for each time in which it
-- was the same. part: active (they did something there within active_days; coming along counts), quiet (they did not,
-- but such a pause is usual for them), dormant (it is not), gone (they did nothing for gone_days), never active. A pause
-- is unusual beyond Q3 + 3·IQR of the earlier pauses of that person, and beyond half a year where there are fewer than
-- five of these. Both days are included, last is NULL where it still is so. Those whose file is gone are not told, since
-- nobody knows what they did.
CREATE TABLE standing (scope VARCHAR, actor VARCHAR, since DATE, part VARCHAR, first DATE, last DATE);

CREATE VIEW all_standing AS
WITH turns AS MATERIALIZED (SELECT DISTINCT scope, actor, day FROM days),
-- Longer pauses lie between one stretch of active_days and another, of which there are far fewer than days.
stretches AS (
    SELECT
        t.scope,
        t.actor,
        (t.day - DATE '1970-01-01') // (p.active_days + 1) AS stretch,
        min(t.day) AS first,
        max(t.day) AS day,
        count(*) AS days
    FROM turns AS t
    CROSS JOIN params AS p
    GROUP BY t.scope, t.actor, stretch
),
told AS (
    SELECT
        scope,
        actor,
        day,
        lead(first) OVER own AS next,
        sum(days) OVER own - 1 AS earlier,
        first_value(first) OVER own AS begun
    FROM stretches
    WINDOW own AS (PARTITION BY scope, actor ORDER BY stretch)
),
-- The pauses in which somebody was not active all the time, and the last one of everybody, which still goes on.
silences AS MATERIALIZED (
    SELECT t.*, coalesce(t.next, p.today + 1) - t.day > p.active_days + 1 AS is_long
    FROM told AS t
    CROSS JOIN params AS p
    WHERE t.next IS NULL OR t.next - t.day > p.active_days + 1
),
pauses AS (
    SELECT t.scope, t.actor, t.day, t.day - lag(t.day) OVER (PARTITION BY t.scope, t.actor ORDER BY t.day) AS pause
    FROM turns AS t
    SEMI JOIN silences AS s ON s.scope = t.scope AND s.actor = t.actor AND s.is_long AND s.earlier >= 5
),
spread AS (
    SELECT s.scope, s.actor, s.day, quantile_cont(k.pause, 0.25) AS low, quantile_cont(k.pause, 0.75) AS high
    FROM silences AS s
    INNER JOIN pauses AS k ON k.scope = s.scope AND k.actor = s.actor AND k.day <= s.day
    WHERE s.is_long AND s.earlier >= 5
    GROUP BY s.scope, s.actor, s.day
),
paused AS (
    SELECT
        s.scope,
        s.actor,
        s.day,
        coalesce(s.next, DATE '9999-12-31') AS next,
        coalesce(lag(s.next) OVER (PARTITION BY s.scope, s.actor ORDER BY s.day), s.begun) AS began,
        s.day + p.active_days AS active_until,
        s.day + p.gone_days AS here_until,
        s.day + greatest(30, coalesce(CAST(floor(r.high + 3 * (r.high - r.low)) AS INTEGER), 182)) AS usual_until
    FROM silences AS s
    CROSS JOIN params AS p
    LEFT JOIN spread AS r ON r.scope = s.scope AND r.actor = s.actor AND r.day = s.day
),
times AS (
    SELECT scope, actor, 'active' AS part, began AS first, active_until AS last, next FROM paused
    UNION ALL
    SELECT scope, actor, 'quiet', active_until + 1, least(usual_until, here_until), next FROM paused
    UNION ALL
    SELECT scope, actor, 'dormant', greatest(active_until, usual_until) + 1, here_until, next FROM paused
    UNION ALL
    SELECT scope, actor, 'gone', greatest(active_until, here_until) + 1, next, next FROM paused
    UNION ALL
    SELECT p.scope, p.actor, 'never active', min(p.first), coalesce(any_value(b.day), DATE '9999-12-31'), any_value(b.day)
    FROM spells AS p
    LEFT JOIN (SELECT scope, actor, min(day) AS day FROM turns GROUP BY scope, actor) AS b
        ON b.scope = p.scope AND b.actor = p.actor
    WHERE NOT starts_with(p.actor, 'hash:')
    GROUP BY p.scope, p.actor
),
clipped AS (
    SELECT
        p.scope,
        p.actor,
        p.first AS since,
        t.part,
        greatest(t.first, p.first) AS first,
        least(t.last, t.next - 1, coalesce(p.last, DATE '9999-12-31')) AS last
    FROM times AS t
    INNER JOIN spells AS p ON p.scope = t.scope AND p.actor = t.actor
)
SELECT c.scope, c.actor, c.since, c.part, c.first, CASE WHEN c.last < p.today THEN c.last END AS last
FROM clipped AS c
CROSS JOIN params AS p
WHERE c.first <= c.last AND c.first <= p.today;
