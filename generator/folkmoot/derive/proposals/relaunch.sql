-- title: Take up a discussion again
-- definition: Discussions that were lively (at least four people, or six answers) and in which nothing was said for 60
--   to 400 days; neither closed nor settled by an accepted answer.
-- source: Folkmoot
-- facts: title, people (how many), responses, language.
WITH open AS (
    SELECT thread, title, url, asker, responses, language, day
    FROM threads
    WHERE kind = 'discussions' AND closed IS NULL AND answered IS NULL AND responses > 0 AND title <> ''
),
said AS (
    SELECT a.thread, a.actor, max(a.day) AS latest
    FROM activity AS a
    SEMI JOIN open AS o ON o.thread = a.thread
    WHERE a.kind IN ('commented', 'answered')
    GROUP BY a.thread, a.actor
),
lively AS (
    SELECT
        o.thread,
        count(s.actor) FILTER (s.actor <> o.asker) + CASE WHEN any_value(o.asker) = '' THEN 0 ELSE 1 END AS people,
        coalesce(max(s.latest), any_value(o.day)) AS latest
    FROM open AS o
    LEFT JOIN said AS s ON s.thread = o.thread
    GROUP BY o.thread
)
SELECT
    o.thread AS subject,
    '' AS other,
    l.people + o.responses AS score,
    l.latest AS since,
    o.thread,
    o.url,
    {'title': o.title, 'people': l.people, 'responses': o.responses, 'language': o.language} AS facts,
    count(*) OVER () AS among
FROM lively AS l
INNER JOIN open AS o ON o.thread = l.thread
CROSS JOIN params AS p
WHERE (l.people >= 4 OR o.responses >= 6) AND p.today - l.latest BETWEEN 60 AND 400
ORDER BY score DESC, subject
LIMIT 10;
