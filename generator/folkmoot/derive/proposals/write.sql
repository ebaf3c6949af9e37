-- title: Write to somebody who fell silent
-- definition: Members who have not been seen for longer than is usual for them: for more than 30 days, and for longer
--   than Q3 + 3·IQR of the pauses between their days, or than half a year where there are fewer than five of these.
--   Those who are away, former members and the gone are left alone. First come those who gave most before the silence:
--   what they did counts by its kind (hosting 8, speaking 6, writing and releasing 4, answering, reviewing and
--   proposing 3, asking, reporting and credits 2, all else 1, commits at most 10 a month), a tenth less for each month.
-- source: Calefato and others 2022, arXiv 2103.04656 (pauses); the Orbit model (love); the weights are Folkmoot's
-- facts: titles (what they did something for last), kind (what they did last).
WITH quiet AS (
    SELECT m.slug AS actor, e.latest, p.today - e.latest AS gap
    FROM members AS m
    CROSS JOIN params AS p
    INNER JOIN presence AS e ON e.actor = m.slug
    WHERE m.status = 'active' AND p.today - e.latest > 30 AND p.today - e.latest <= p.gone_days
),
pauses AS (
    SELECT actor, day - lag(day) OVER (PARTITION BY actor ORDER BY day) AS pause
    FROM (SELECT DISTINCT d.actor, d.day FROM days AS d SEMI JOIN quiet AS q ON q.actor = d.actor WHERE d.scope = '')
),
rhythms AS (
    SELECT actor, count(pause) AS known, quantile_cont(pause, 0.25) AS low, quantile_cont(pause, 0.75) AS high
    FROM pauses
    GROUP BY actor
),
silent AS (
    SELECT q.*
    FROM quiet AS q
    INNER JOIN rhythms AS r ON r.actor = q.actor
    WHERE q.gap > CASE WHEN r.known < 5 THEN 182 ELSE r.high + 3 * (r.high - r.low) END
),
given_by_month AS (
    SELECT d.actor, d.kind, (s.latest - d.day) // 30 AS months, sum(d.acts) AS acts, sum(d.weight) AS weight
    FROM days AS d
    INNER JOIN silent AS s ON s.actor = d.actor
    WHERE d.scope = ''
    GROUP BY ALL
),
loved AS (
    -- Decimals, since a sum of floats depends on their order.
    SELECT
        actor,
        sum(CAST(power(0.9, months) * CASE kind
            WHEN 'hosted' THEN 8 * acts
            WHEN 'spoke' THEN 6 * acts
            WHEN 'published' THEN 4 * acts
            WHEN 'wrote' THEN 4 * acts
            WHEN 'released' THEN 4 * acts
            WHEN 'answered' THEN 3 * acts
            WHEN 'reviewed' THEN 3 * acts
            WHEN 'proposed' THEN 3 * acts
            WHEN 'asked' THEN 2 * acts
            WHEN 'reported' THEN 2 * acts
            WHEN 'credited' THEN 2 * acts
            WHEN 'committed' THEN least(weight, 10)
            ELSE acts
        END AS DECIMAL(18, 4))) AS love
    FROM given_by_month
    GROUP BY actor
),
told AS (
    SELECT s.actor, s.latest, l.love, count(*) OVER () AS among
    FROM silent AS s
    INNER JOIN loved AS l ON l.actor = s.actor
    ORDER BY l.love DESC, s.actor
    LIMIT 10
),
last_ones AS (
    SELECT a.actor, a.thread, max(a.happened) AS happened, max_by(a.kind, (a.happened, a.kind)) AS kind
    FROM activity AS a
    INNER JOIN told AS t ON t.actor = a.actor
    WHERE a.kind NOT IN ('joined', 'left', 'returned') AND a.thread <> ''
    GROUP BY a.actor, a.thread
),
remembered AS (
    SELECT
        o.actor,
        list(struct_pack(thread := o.thread, title := n.title, url := n.url, kind := o.kind)
            ORDER BY o.happened DESC, o.thread)[:3] AS ones
    FROM last_ones AS o
    INNER JOIN titles AS n ON n.thread = o.thread
    WHERE n.title <> ''
    GROUP BY o.actor
)
SELECT
    t.actor AS subject,
    '' AS other,
    t.love AS score,
    t.latest AS since,
    coalesce(r.ones[1].thread, '') AS thread,
    coalesce(r.ones[1].url, '') AS url,
    {'titles': list_transform(r.ones, lambda one: one.title), 'kind': r.ones[1].kind} AS facts,
    t.among
FROM told AS t
LEFT JOIN remembered AS r ON r.actor = t.actor
ORDER BY score DESC, subject;
