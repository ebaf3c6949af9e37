-- title: What is missing
-- definition: No date for the next meeting within 45 days; no joint project in this quarter; an agenda without anything for
--   90 days, where others had something and there has been time for it; events held 7 to 60 days ago of which nobody wrote what happened, of a series the last one; posts, projects
--   and events of the last 90 days that are not told in all of the hub's languages; teams in which nobody serves, or
--   nobody with a role of their own.
-- source: Folkmoot
-- facts: title, languages (in which it is missing), people (whom to ask), next (the first day on which there is something).
WITH meetings AS (
    SELECT
        min(day_of(e.happened)) FILTER (e.happened >= p.now) AS next,
        max(day_of(e.happened)) FILTER (e.happened < p.now) AS latest
    FROM events AS e
    CROSS JOIN params AS p
    WHERE e.status <> 'cancelled'
),
last_hosts AS (
    SELECT max_by(hosts, (happened, thread)) AS hosts FROM events WHERE held AND len(hosts) > 0
),
agendas_told AS (
    SELECT agenda, max(day) AS latest
    FROM (SELECT unnest(g.agenda) AS agenda, g.day
        FROM (SELECT agenda, max(day) AS day FROM activity WHERE len(agenda) > 0 GROUP BY agenda) AS g)
    GROUP BY agenda
),
unwritten AS (
    SELECT e.slug, max_by((e.thread, e.title, e.hosts, e.recap), (e.happened, e.thread)) AS one, max(e.happened) AS happened
    FROM events AS e
    CROSS JOIN params AS p
    WHERE e.status = 'confirmed' AND day_of(e.happened) BETWEEN p.today - 60 AND p.today - 7
    GROUP BY e.slug
),
records AS (
    SELECT thread, thread AS told, title, language, day_of(published) AS day, authors AS people FROM posts
    UNION ALL
    SELECT thread, thread, title, language, day_of(started), leads FROM projects WHERE started IS NOT NULL
    UNION ALL
    SELECT max_by(thread, (happened, thread)), 'events/' || slug, max_by(title, (happened, thread)),
        max_by(language, (happened, thread)), day_of(max(happened)), max_by(hosts, (happened, thread))
    FROM events
    CROSS JOIN params
    WHERE status = 'confirmed' AND happened <= now
    GROUP BY slug
),
untold AS (
    SELECT r.told, any_value(r.title) AS title, any_value(r.people) AS people, any_value(r.day) AS day,
        list(l.tag ORDER BY l.tag) AS languages
    FROM records AS r
    CROSS JOIN (SELECT unnest(languages) AS tag FROM params) AS l
    CROSS JOIN params AS p
    ANTI JOIN translations AS t ON t.thread = r.told AND t.language = l.tag
    WHERE r.day BETWEEN p.today - 90 AND p.today AND l.tag <> r.language AND len(p.languages) > 1
    GROUP BY r.told
),
serving AS (
    SELECT
        t.team,
        count(*) FILTER (serves) AS people,
        bool_or(serves AND lower(role) <> 'member') AS is_led,
        list(DISTINCT actor ORDER BY actor) FILTER (serves) AS actors,
        max(until) FILTER (NOT serves) AS latest
    FROM (
        SELECT t.*, since <= p.today AND (until IS NULL OR until >= p.today) AS serves
        FROM terms AS t
        CROSS JOIN params AS p
        WHERE t.since <= p.today
    ) AS t
    GROUP BY t.team
),
lacking AS (
    SELECT
        'meeting' AS subject, '' AS other, 6 AS score, m.latest AS since, '' AS thread, '' AS title,
        []::VARCHAR[] AS languages, h.hosts AS people, CAST(m.next AS VARCHAR) AS next
    FROM meetings AS m
    CROSS JOIN params AS p
    LEFT JOIN last_hosts AS h ON true
    WHERE m.next IS NULL OR m.next > p.today + 45
    UNION ALL
    SELECT 'project', q.name, 5, q.since, '', '', [], [], NULL
    FROM (
        SELECT year(today) || '-Q' || quarter(today) AS name, CAST(date_trunc('quarter', today) AS DATE) AS since FROM params
    ) AS q
    ANTI JOIN project_quarters AS j ON j.scope = '' AND j.quarter = q.name
    UNION ALL
    SELECT 'agenda', n.agenda, 4, a.latest, '', '', [], [], NULL
    FROM (SELECT unnest(['applied', 'external', 'internal']) AS agenda) AS n
    CROSS JOIN params AS p
    LEFT JOIN agendas_told AS a ON a.agenda = n.agenda
    CROSS JOIN (SELECT min(day) AS first FROM activity WHERE len(agenda) > 0) AS h
    WHERE h.first < p.today - p.active_days AND (a.latest IS NULL OR a.latest < p.today - p.active_days)
    UNION ALL
    SELECT 'team', team, 3, latest, 'teams/' || team, '', [], actors, NULL FROM serving WHERE NOT coalesce(is_led, false)
    UNION ALL
    SELECT 'recap', one[1], 2, day_of(happened), one[1], one[2], [], one[3], NULL FROM unwritten WHERE NOT one[4]
    UNION ALL
    SELECT 'translation', told, 1, day, told, title, languages, people, NULL FROM untold
)
SELECT
    subject,
    other,
    score,
    since,
    thread,
    '' AS url,
    {'title': title, 'languages': languages, 'people': people, 'next': next} AS facts,
    count(*) OVER () AS among
FROM lacking
QUALIFY row_number() OVER (PARTITION BY subject ORDER BY since DESC, other) <= 5
ORDER BY score DESC, since DESC, other;
