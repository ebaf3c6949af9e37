-- title: Agenda balance
-- definition: What the community is busy with: what it makes together, its topic in the world, or itself. Every event
--   held, post, discussion or project in which something happened within the last 90 days, or as many as the hub has set,
--   is one item; an item with several agendas is divided among them.
-- series: applied = our projects, external = the world around us, internal = our community
-- unit: share
-- caveat: With fewer than ten items no shares are shown. What has no agenda, such as collected blog entries, is not in it.
-- source: Folkmoot
WITH items AS (
    SELECT a.thread, any_value(a.agenda) AS agenda
    FROM activity AS a
    CROSS JOIN params AS p
    WHERE a.happened >= p.now - to_days(p.active_days) AND a.thread <> '' AND len(a.agenda) > 0
    GROUP BY a.thread
),
parts AS (SELECT unnest(agenda) AS series, CAST(1 AS DECIMAL(18, 12)) / len(agenda) AS part FROM items),
named AS (SELECT unnest(['applied', 'external', 'internal']) AS series),
total AS (SELECT count(*) AS n FROM items)
SELECT
    '' AS period,
    named.series,
    CASE WHEN any_value(total.n) >= 10 THEN coalesce(sum(parts.part), 0)::DOUBLE / any_value(total.n) END AS value,
    any_value(total.n) AS n
FROM named
CROSS JOIN total
LEFT JOIN parts ON parts.series = named.series
GROUP BY named.series
ORDER BY period, named.series;
