-- What people gave, in the words of all-contributors: from what they did, from the kinds of their work, and by hand.

-- Joining and attending are no contributions; what people ask and say, and changes that they propose, have no word there.
CREATE VIEW done AS
SELECT
    a.actor,
    CASE a.kind
        WHEN 'hosted' THEN 'eventOrganizing'
        WHEN 'spoke' THEN 'talk'
        WHEN 'published' THEN 'blog'
        WHEN 'wrote' THEN 'blog'
        WHEN 'answered' THEN 'question'
        WHEN 'reviewed' THEN 'review'
        WHEN 'reported' THEN 'bug'
        WHEN 'released' THEN 'maintenance'
    END AS contribution,
    a.thread,
    coalesce(e.project, s.project, '') AS project,
    1 AS number,
    day_of(a.happened) AS since,
    day_of(a.happened) AS latest
FROM activity AS a
LEFT JOIN events AS e ON a.source = 'events' AND e.thread = a.thread
LEFT JOIN sources AS s ON s.kind = 'issues' AND s.slug = a.source
WHERE a.kind IN ('hosted', 'spoke', 'published', 'wrote', 'answered', 'reviewed', 'reported', 'released')
UNION ALL
SELECT
    a.actor,
    CASE w.kind
        WHEN 'docs' THEN 'doc'
        WHEN 'translation' THEN 'translation'
        WHEN 'content' THEN 'content'
        WHEN 'design' THEN 'design'
        WHEN 'infra' THEN 'infra'
        WHEN 'events' THEN 'eventOrganizing'
        ELSE 'code'
    END,
    '',
    coalesce(s.project, ''),
    w.commits,
    CAST(w.first AS DATE),
    CAST(w.last AS DATE)
FROM human_work AS w
CROSS JOIN params AS p
INNER JOIN accounts AS a ON a.login = w.account_login AND a.id = w.account_id
LEFT JOIN sources AS s ON s.kind = 'work' AND s.slug = w.source
WHERE a.actor <> '' AND instant(w.last) <= p.now;

-- Who gets credit by hand for what was counted already is not counted twice.
CREATE VIEW everything_given AS
SELECT actor, contribution, project, number, since, latest FROM done
UNION ALL
SELECT c.actor, c.contribution, c.project, 1, day_of(c.happened), day_of(c.happened)
FROM credits AS c
CROSS JOIN params AS p
WHERE (c.happened IS NULL OR c.happened <= p.now)
    AND NOT EXISTS (
        SELECT 1
        FROM done AS d
        WHERE d.actor = c.actor
            AND d.contribution = c.contribution
            AND (CASE WHEN c.source = 'projects' THEN d.project = c.project
                ELSE d.thread = c.thread OR starts_with(d.thread, c.thread || '#') END)
    );
