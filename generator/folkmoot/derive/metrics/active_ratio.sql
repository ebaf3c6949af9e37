-- title: Active members
-- definition: Of the members who joined longer ago than 90 days, the share who did anything within the last 90 days.
--   Coming to an event counts, joining does not; former members are left out. The others are quiet (they did something,
--   but longer ago), gone (nothing for a year) or never active. A hub may set other numbers of days.
-- series: active = active lately, quiet, gone, never active
-- unit: share
-- caveat: Attendance is known of those alone who agreed to be named, and what people only read is not seen at all.
-- source: Folkmoot; the window of 90 days is that of the CHAOSS metrics models
WITH settled AS (
    SELECT m.slug, max(a.happened) AS latest
    FROM members AS m
    CROSS JOIN params AS p
    LEFT JOIN activity AS a ON a.actor = m.slug AND a.kind NOT IN ('joined', 'left', 'returned')
    WHERE m.joined < p.now - to_days(p.active_days) AND m.status <> 'alumni'
    GROUP BY m.slug
),
told AS (
    SELECT
        CASE
            WHEN s.latest IS NULL THEN 'never active'
            WHEN s.latest >= p.now - to_days(p.active_days) THEN 'active'
            WHEN s.latest < p.now - to_days(p.gone_days) THEN 'gone'
            ELSE 'quiet'
        END AS series
    FROM settled AS s
    CROSS JOIN params AS p
),
named AS (SELECT unnest(['active', 'quiet', 'gone', 'never active']) AS series)
SELECT
    '' AS period,
    n.series,
    count(t.series) / nullif((SELECT count(*) FROM told), 0)::DOUBLE AS value,
    (SELECT count(*) FROM told) AS n
FROM named AS n
LEFT JOIN told AS t ON t.series = n.series
GROUP BY n.series
ORDER BY period, n.series;
