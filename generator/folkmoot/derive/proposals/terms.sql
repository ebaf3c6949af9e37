-- title: A term ends
-- definition: Whose time in a team ends within 60 days and does not go on with another term, and who serves beside them.
-- source: Folkmoot
-- facts: role, others (who serves beside them after that day).
WITH ending AS (
    SELECT t.*
    FROM terms AS t
    CROSS JOIN params AS p
    WHERE t.until BETWEEN p.today AND p.today + 60
),
staying AS (
    SELECT e.team, e.actor, e.until, list(DISTINCT o.actor ORDER BY o.actor) AS others
    FROM ending AS e
    INNER JOIN terms AS o
        ON o.team = e.team AND o.actor <> e.actor AND o.since <= e.until AND (o.until IS NULL OR o.until > e.until)
    GROUP BY e.team, e.actor, e.until
)
SELECT
    e.actor AS subject,
    e.team AS other,
    p.today - e.until AS score,
    e.until AS since,
    'teams/' || e.team AS thread,
    '' AS url,
    {'role': e.role, 'others': s.others} AS facts,
    count(*) OVER () AS among
FROM ending AS e
CROSS JOIN params AS p
ANTI JOIN terms AS n
    ON n.team = e.team AND n.actor = e.actor AND n.since > e.since AND (n.until IS NULL OR n.until > e.until)
LEFT JOIN staying AS s ON s.team = e.team AND s.actor = e.actor AND s.until = e.until
ORDER BY score DESC, subject, other
LIMIT 20;
