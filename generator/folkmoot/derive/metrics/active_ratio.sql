-- title: Active members
-- group: people
-- definition: Of the members who have belonged for longer than 90 days at the end of the period, the share who did anything
--   within the last 90 days. Coming to an event counts, joining does not; former members are left out. The others are quiet
--   (they did nothing, but such a pause is usual for them), dormant (it is longer than usual for them), gone (nothing for a
--   year) or never active. A hub may set other numbers of days. In a project, a team or a language, what counts is what they
--   did there.
-- series: active = active lately, quiet, dormant, gone, never active
-- unit: share
-- caveat: With fewer than five people no shares are shown. Attendance is known of those alone who agreed to be named, what
--   people only read is not seen at all, and those whose file is gone now are not counted.
-- source: Folkmoot; the window of 90 days is that of the CHAOSS metrics models, and a person's own rhythm is told after
--   Calefato et al. (2022)
WITH settled AS (
    SELECT f.scope, f.period, s.part AS series, count(*) AS people
    FROM frames AS f
    CROSS JOIN params AS p
    INNER JOIN standing AS s
        ON s.scope = f.scope
        AND s.first <= f.last
        AND (s.last IS NULL OR s.last >= f.last)
        AND s.since < f.last - p.active_days
    GROUP BY f.scope, f.period, s.part
),
totals AS (SELECT scope, period, sum(people)::BIGINT AS n FROM settled GROUP BY scope, period),
named AS (SELECT unnest(['active', 'quiet', 'dormant', 'gone', 'never active']) AS series)
SELECT
    f.scope,
    f.period,
    n.series,
    CASE WHEN t.n >= 5 THEN coalesce(s.people, 0) / t.n::DOUBLE END AS value,
    coalesce(t.n, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN totals AS t ON t.scope = f.scope AND t.period = f.period
LEFT JOIN settled AS s ON s.scope = f.scope AND s.period = f.period AND s.series = n.series
ORDER BY f.scope, f.period, n.series;

-- Everybody of the group with what they did last.
WITH latest AS (
    SELECT f.scope, f.period, a.actor, max(a.day) AS day, max_by((a.kind, a.thread, a.url), (a.day, a.kind, a.thread, a.url)) AS one
    FROM frames AS f
    INNER JOIN scoped AS a ON a.scope = f.scope AND a.day <= f.last
    WHERE a.kind NOT IN ('joined', 'left', 'returned')
    GROUP BY f.scope, f.period, a.actor
)
SELECT
    f.scope,
    f.period,
    s.part AS series,
    s.actor,
    l.day,
    coalesce(l.one[1], '') AS what,
    coalesce(l.one[2], '') AS thread,
    coalesce(l.one[3], '') AS url
FROM frames AS f
CROSS JOIN params AS p
INNER JOIN standing AS s
    ON s.scope = f.scope
    AND s.first <= f.last
    AND (s.last IS NULL OR s.last >= f.last)
    AND s.since < f.last - p.active_days
LEFT JOIN latest AS l ON l.scope = f.scope AND l.period = f.period AND l.actor = s.actor
