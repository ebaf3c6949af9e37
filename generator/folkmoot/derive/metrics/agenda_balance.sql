-- title: Agenda balance
-- group: agendas
-- definition: What the community is busy with: what it makes together, its topic in the world, or itself. Every event
--   held, post, discussion, issue, pull request or project in which something happened in the period is one item; an item
--   with several agendas is divided among them.
-- series: applied = our projects, external = the world around us, internal = our community
-- unit: share
-- caveat: With fewer than ten items no shares are shown. What has no agenda, such as collected blog entries, is not in it.
--   An item counts once, however much happens in it.
-- source: Folkmoot
WITH named AS (SELECT unnest(['applied', 'external', 'internal']) AS series),
totals AS (
    SELECT scope, period, any_value(items) AS n FROM agenda_parts WHERE stretch = 'period' GROUP BY scope, period
)
SELECT
    f.scope,
    f.period,
    named.series,
    CASE WHEN t.n >= 10 THEN coalesce(a.sixths, 0) / (6 * t.n)::DOUBLE END AS value,
    coalesce(t.n, 0) AS n
FROM frames AS f
CROSS JOIN named
LEFT JOIN totals AS t ON t.scope = f.scope AND t.period = f.period
LEFT JOIN agenda_parts AS a
    ON a.scope = f.scope AND a.period = f.period AND a.stretch = 'period' AND a.agenda = named.series
ORDER BY f.scope, f.period, named.series;

-- Every item of the agenda, on the last day on which something happened in it.
SELECT
    f.scope,
    f.period,
    a.series,
    '' AS actor,
    max(a.day) AS day,
    'item' AS what,
    a.thread,
    max(a.url) AS url
FROM frames AS f
INNER JOIN (
    SELECT scope, thread, day, url, unnest(agenda) AS series FROM scoped WHERE thread <> ''
) AS a ON a.scope = f.scope AND a.day BETWEEN f.first AND f.last
GROUP BY f.scope, f.period, a.series, a.thread
