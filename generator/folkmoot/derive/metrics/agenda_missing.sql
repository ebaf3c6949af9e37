-- title: Agendas that nobody works on
-- group: agendas
-- definition: For how many days nothing of an agenda has happened, at the end of the period: 0 where anything of it happened
--   within the last 90 days, or as many as the hub has set. Where it never did, the days since the first thing that
--   happened there. Good for noticing early that a community turns round itself alone, or forgets to.
-- series: applied = our projects, external = the world around us, internal = our community
-- unit: days
-- caveat: Nothing is told where fewer than ten events, posts, discussions, issues, pull requests and projects with an agenda
--   saw anything within these days: then too little happens to miss something. A community that has chosen not to care
--   about one of the three may well leave it out.
-- source: Folkmoot
WITH named AS (SELECT unnest(['applied', 'external', 'internal']) AS series),
totals AS (
    SELECT scope, period, any_value(items) AS n FROM agenda_parts WHERE stretch = 'lately' GROUP BY scope, period
),
told AS (
    SELECT f.scope, f.period, f.last, named.series, coalesce(t.n, 0) AS n, a.items IS NULL AS is_missing
    FROM frames AS f
    CROSS JOIN named
    LEFT JOIN totals AS t ON t.scope = f.scope AND t.period = f.period
    LEFT JOIN agenda_parts AS a
        ON a.scope = f.scope AND a.period = f.period AND a.stretch = 'lately' AND a.agenda = named.series
),
missing AS (SELECT scope, series, last FROM told WHERE is_missing AND n >= 10 GROUP BY scope, series, last),
done AS (
    SELECT DISTINCT scope, day, unnest(agenda) AS series
    FROM scoped
    WHERE thread <> '' AND array_length(agenda) > 0 AND scope IN (SELECT scope FROM missing)
),
begun AS (SELECT scope, min(day) AS day FROM done GROUP BY scope),
silent AS (
    SELECT m.scope, m.series, m.last, date_diff('day', coalesce(max(d.day), any_value(b.day)), m.last) AS days
    FROM missing AS m
    INNER JOIN begun AS b ON b.scope = m.scope
    LEFT JOIN done AS d ON d.scope = m.scope AND d.series = m.series AND d.day <= m.last
    GROUP BY m.scope, m.series, m.last
)
SELECT
    t.scope,
    t.period,
    t.series,
    CASE WHEN t.n < 10 THEN NULL WHEN t.is_missing THEN s.days ELSE 0 END::DOUBLE AS value,
    t.n
FROM told AS t
LEFT JOIN silent AS s ON s.scope = t.scope AND s.series = t.series AND s.last = t.last
ORDER BY t.scope, t.period, t.series;

-- Everything of the agenda up to the period's end, the last thing first.
SELECT f.scope, f.period, a.series, a.actor, a.day, a.kind AS what, a.thread, a.url
FROM frames AS f
INNER JOIN (
    SELECT scope, actor, kind, day, thread, url, unnest(agenda) AS series FROM scoped WHERE thread <> ''
) AS a ON a.scope = f.scope AND a.day <= f.last
