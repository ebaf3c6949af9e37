-- How everything that anybody did becomes one row of `activity`, and every discussion one row of `threads`.

-- A category's name as it is compared: GitHub shows names, and their spelling is taken loosely.
CREATE MACRO category_key(name) AS trim(regexp_replace(lower(name), '[^\p{L}\p{N}]+', '-', 'g'), '-');

-- The agenda that a discussion's category stands for: the hub's own word, else what GitHub's usual names mean.
CREATE MACRO agenda_of(named) AS coalesce(
    (SELECT list(own.agenda) FROM agendas AS own WHERE category_key(own.category) = category_key(named)),
    CASE category_key(named)
        WHEN 'show-and-tell' THEN ['applied']
        WHEN 'projects' THEN ['applied']
        WHEN 'help' THEN ['applied']
        WHEN 'news' THEN ['external']
        WHEN 'meta' THEN ['internal']
        WHEN 'announcements' THEN ['internal']
        WHEN 'introductions' THEN ['internal']
        ELSE []::VARCHAR[]
    END
);

CREATE MACRO thread_of(kind, source, id) AS kind || '/' || source || '/' || id;

-- A repository's project tells which agenda its issues and pull requests are of.
CREATE VIEW repositories AS
SELECT s.slug AS source, s.project, coalesce(p.agenda, []) AS agenda
FROM sources AS s
LEFT JOIN projects AS p ON p.slug = s.project
WHERE s.kind IN ('discussions', 'issues', 'work');

-- Everything that people say something under: discussions, issues and pull requests.
CREATE VIEW conversations AS
SELECT
    'discussions' AS kind, d.source, id, url, title, category, agenda_of(category) AS agenda, answerable, author,
    author_id, bot, published, closed, answered, coalesce(r.project, '') AS project, reactions
FROM discussions AS d
LEFT JOIN repositories AS r ON r.source = d.source
UNION ALL
SELECT
    'issues', i.source, id, url, title, '', coalesce(r.agenda, []), false, author, author_id, bot, published, closed,
    NULL, coalesce(r.project, ''), reactions
FROM issues AS i
LEFT JOIN repositories AS r ON r.source = i.source
UNION ALL
SELECT
    'pulls', i.source, id, url, title, '', coalesce(r.agenda, []), false, author, author_id, bot, published, closed,
    NULL, coalesce(r.project, ''), reactions
FROM pulls AS i
LEFT JOIN repositories AS r ON r.source = i.source;

-- What was said under them. A review counts as a comment of its own kind.
CREATE VIEW remarks AS
SELECT
    'discussions' AS kind, source, discussion AS conversation, id, author, author_id, bot, created, reply_to,
    CASE WHEN answer THEN 'answered' ELSE 'commented' END AS doing
FROM comments
UNION ALL
SELECT 'issues', source, issue, id, author, author_id, bot, created, '', 'commented' FROM issue_comments
UNION ALL
SELECT 'pulls', source, pull, id, author, author_id, bot, created, '', 'commented' FROM pull_comments
UNION ALL
SELECT 'pulls', source, pull, id, author, author_id, bot, created, '', 'reviewed' FROM reviews;

-- Work with the account it belongs to, which is a hash where nobody could be named; a bot's work is nobody's.
CREATE VIEW human_work AS
SELECT
    *,
    lower(
        CASE WHEN starts_with(who, 'login:') THEN who[7:] WHEN starts_with(who, 'hash:') THEN who ELSE login END
    ) AS account_login,
    coalesce(TRY_CAST(CASE WHEN starts_with(who, 'github:') THEN who[8:] END AS BIGINT), 0) AS account_id
FROM work
WHERE NOT ends_with(lower(login), '[bot]') AND NOT ends_with(lower(who), '[bot]');

-- Every account that the archive knows, once.
CREATE VIEW voices AS
SELECT lower(author) AS login, author_id AS id FROM conversations WHERE NOT bot
UNION
SELECT lower(author), author_id FROM remarks WHERE NOT bot
UNION
SELECT lower(author), author_id FROM releases
UNION
SELECT account_login, account_id FROM human_work;

-- A comment answers the comment that it replies to, else what it stands under. What people say under their own pull
-- request as a review is a comment.
CREATE VIEW human_remarks AS
SELECT
    r.kind,
    r.source,
    r.conversation,
    r.created,
    CASE WHEN r.doing = 'reviewed' AND asker.actor = speaker.actor THEN 'commented' ELSE r.doing END AS doing,
    c.url,
    c.agenda,
    c.project,
    speaker.actor AS actor,
    coalesce(CASE WHEN p.id IS NULL THEN asker.actor ELSE parent.actor END, '') AS addressee
FROM remarks AS r
INNER JOIN conversations AS c ON c.kind = r.kind AND c.source = r.source AND c.id = r.conversation
INNER JOIN accounts AS speaker ON speaker.login = lower(r.author) AND speaker.id = r.author_id
LEFT JOIN accounts AS asker ON asker.login = lower(c.author) AND asker.id = c.author_id AND NOT c.bot
LEFT JOIN remarks AS p
    ON p.kind = r.kind AND p.source = r.source AND p.conversation = r.conversation AND p.id = r.reply_to
LEFT JOIN accounts AS parent ON parent.login = lower(p.author) AND parent.id = p.author_id AND NOT p.bot
WHERE NOT r.bot;

CREATE VIEW doings AS
SELECT
    slug AS actor,
    'joined' AS kind,
    joined AS happened,
    '' AS thread,
    '' AS target,
    []::VARCHAR[] AS "with",
    []::VARCHAR[] AS agenda,
    1.0::DOUBLE AS weight,
    'members' AS source,
    '' AS url,
    '' AS project,
    '' AS language
FROM members
UNION ALL
-- Those whose file is gone joined as well.
SELECT actor, 'joined', min(joined), '', '', [], [], 1, 'members', '', '', ''
FROM absences
WHERE starts_with(actor, 'hash:') AND joined IS NOT NULL
GROUP BY actor
UNION ALL
SELECT actor, 'left', began, '', '', [], [], 1, 'members', '', '', '' FROM absences
UNION ALL
SELECT actor, 'returned', ended, '', '', [], [], 1, 'members', '', '', '' FROM absences WHERE ended IS NOT NULL
UNION ALL
SELECT
    actor, part, happened, thread, '', list_filter(everybody, lambda one: one <> actor), agenda, 1, 'events', '',
    project, language
FROM (
    SELECT 'hosted' AS part, unnest(hosts) AS actor, hosts AS everybody, * FROM events WHERE held
    UNION ALL
    SELECT 'spoke', unnest(speakers), speakers, * FROM events WHERE held
    UNION ALL
    -- Who met whom needs both people's consent to that: whoever looks for ties finds them by thread.
    SELECT 'attended', unnest(attendees), [], * FROM events WHERE held
)
UNION ALL
SELECT
    actor, 'published', published, thread, '', list_filter(authors, lambda one: one <> actor), agenda, 1, 'posts', '',
    '', language
FROM (SELECT unnest(authors) AS actor, * FROM posts)
UNION ALL
SELECT actor, 'credited', happened, thread, '', [], agenda, 1, source, '', project, ''
FROM credits
WHERE happened IS NOT NULL
UNION ALL
-- Feeds can write no day without a time: what tells UTC's midnight to the second was written as a day.
SELECT
    s.owner,
    'wrote',
    CASE WHEN e.published = date_trunc('day', e.published) THEN instant(e.published) ELSE e.published END,
    '',
    '',
    [],
    [],
    1,
    e.source,
    e.url,
    '',
    coalesce(nullif(e.language, ''), s.language)
FROM entries AS e
INNER JOIN sources AS s ON s.kind = 'entries' AND s.slug = e.source
INNER JOIN members AS m ON m.slug = s.owner
UNION ALL
SELECT
    a.actor,
    CASE c.kind WHEN 'discussions' THEN 'asked' WHEN 'issues' THEN 'reported' ELSE 'proposed' END,
    c.published,
    thread_of(c.kind, c.source, c.id),
    '',
    [],
    c.agenda,
    1,
    c.source,
    c.url,
    c.project,
    ''
FROM conversations AS c
INNER JOIN accounts AS a ON a.login = lower(c.author) AND a.id = c.author_id
WHERE NOT c.bot AND a.actor <> ''
UNION ALL
SELECT
    actor,
    doing,
    created,
    thread_of(kind, source, conversation),
    CASE WHEN addressee = actor THEN '' ELSE addressee END,
    [],
    agenda,
    1,
    source,
    url,
    project,
    ''
FROM human_remarks
WHERE actor <> ''
UNION ALL
SELECT
    a.actor, 'released', r.published, '', '', [], coalesce(s.agenda, []), 1, r.source, r.url, coalesce(s.project, ''), ''
FROM releases AS r
INNER JOIN accounts AS a ON a.login = lower(r.author) AND a.id = r.author_id
LEFT JOIN repositories AS s ON s.source = r.source
WHERE a.actor <> ''
UNION ALL
-- A month's work by one person counts on the last day of it that is known.
SELECT
    a.actor,
    'committed',
    instant(w.last),
    CASE WHEN p.slug IS NULL THEN '' ELSE p.thread END,
    '',
    [],
    coalesce(p.agenda, []),
    w.commits,
    w.source,
    '',
    coalesce(p.slug, ''),
    ''
FROM human_work AS w
INNER JOIN accounts AS a ON a.login = w.account_login AND a.id = w.account_id
LEFT JOIN sources AS s ON s.kind = 'work' AND s.slug = w.source
LEFT JOIN projects AS p ON p.slug = s.project
WHERE a.actor <> '';

-- The hub's languages by how they begin: what is in pt is in pt-BR.
CREATE VIEW tongues AS
SELECT lower(split_part(tag, '-', 1)) AS beginning, min(tag) AS tag
FROM (SELECT unnest(languages) AS tag FROM params)
GROUP BY ALL;

-- What was done up to now, each on its day where the community is, in a language of the hub's or in none.
CREATE VIEW dated_doings AS
SELECT
    d.* REPLACE (coalesce(t.tag, CASE WHEN d.language = '' AND d.source <> 'members' THEN m.language END, '') AS language),
    CAST(d.happened + c.ahead AS DATE) AS day
FROM doings AS d
CROSS JOIN params AS p
ASOF INNER JOIN clocks AS c ON d.happened >= c.since
LEFT JOIN tongues AS t ON d.language <> '' AND t.beginning = lower(split_part(d.language, '-', 1))
LEFT JOIN members AS m ON m.slug = d.actor
WHERE d.happened <= p.now;

CREATE VIEW told_remarks AS
SELECT r.*
FROM remarks AS r
LEFT JOIN accounts AS a ON a.login = lower(r.author) AND a.id = r.author_id
WHERE coalesce(a.actor, '') <> '' OR (r.author = '' AND r.author_id = 0);

-- The author's own comments and bots are no response; neither is a deleted account on a deleted account's discussion,
-- since they may be the same. Nor is what hidden members say, whose accounts are known, but nobody's.
CREATE VIEW answered_threads AS
SELECT
    thread_of(d.kind, d.source, d.id) AS thread,
    d.kind,
    d.source,
    d.title,
    d.url,
    d.category,
    d.agenda,
    coalesce(any_value(a.actor), '') AS asker,
    d.answerable,
    d.published AS created,
    min(c.created) AS first_response,
    count(c.id) AS responses,
    CASE WHEN d.answered <= p.now THEN d.answered END AS answered,
    CASE WHEN d.closed <= p.now THEN d.closed END AS closed,
    d.project,
    coalesce(any_value(m.language), '') AS language,
    CAST(d.published + any_value(k.ahead) AS DATE) AS day,
    d.reactions
FROM conversations AS d
INNER JOIN params AS p ON d.published <= p.now
ASOF INNER JOIN clocks AS k ON d.published >= k.since
LEFT JOIN accounts AS a ON a.login = lower(d.author) AND a.id = d.author_id
LEFT JOIN members AS m ON m.slug = a.actor
LEFT JOIN told_remarks AS c
    ON c.kind = d.kind
    AND c.source = d.source
    AND c.conversation = d.id
    AND NOT c.bot
    AND lower(c.author) <> lower(d.author)
    AND NOT (c.author_id = d.author_id AND c.author_id <> 0)
    AND c.created <= p.now
WHERE NOT d.bot
GROUP BY
    d.kind, d.id, d.source, d.title, d.url, d.category, d.agenda, d.answerable, d.published, d.answered, d.closed,
    d.project, d.reactions, p.now;
