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

CREATE MACRO discussion_thread(source, id) AS 'discussions/' || source || '/' || id;

-- Work with the account it belongs to; a bot's work is nobody's.
CREATE VIEW human_work AS
SELECT
    *,
    lower(CASE WHEN starts_with(who, 'login:') THEN who[7:] ELSE login END) AS account_login,
    coalesce(TRY_CAST(CASE WHEN starts_with(who, 'github:') THEN who[8:] END AS BIGINT), 0) AS account_id
FROM work
WHERE NOT ends_with(lower(login), '[bot]') AND NOT ends_with(lower(who), '[bot]');

-- Every account that the archive knows, once.
CREATE VIEW voices AS
SELECT lower(author) AS login, author_id AS id FROM discussions WHERE NOT bot
UNION
SELECT lower(author), author_id FROM comments WHERE NOT bot
UNION
SELECT account_login, account_id FROM human_work WHERE NOT starts_with(who, 'hash:');

-- A comment answers the comment that it replies to, else the discussion.
CREATE VIEW human_comments AS
SELECT
    c.source,
    c.discussion,
    c.created,
    c.answer,
    d.url,
    d.category,
    commenter.actor AS actor,
    coalesce(CASE WHEN p.id IS NULL THEN asker.actor ELSE parent.actor END, '') AS addressee
FROM comments AS c
INNER JOIN discussions AS d ON d.source = c.source AND d.id = c.discussion
INNER JOIN accounts AS commenter ON commenter.login = lower(c.author) AND commenter.id = c.author_id
LEFT JOIN accounts AS asker ON asker.login = lower(d.author) AND asker.id = d.author_id AND NOT d.bot
LEFT JOIN comments AS p ON p.source = c.source AND p.discussion = c.discussion AND p.id = c.reply_to
LEFT JOIN accounts AS parent ON parent.login = lower(p.author) AND parent.id = p.author_id AND NOT p.bot
WHERE NOT c.bot;

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
    '' AS url
FROM members
UNION ALL
SELECT actor, part, happened, thread, '', list_filter(everybody, lambda one: one <> actor), agenda, 1, 'events', ''
FROM (
    SELECT 'hosted' AS part, unnest(hosts) AS actor, hosts AS everybody, happened, thread, agenda FROM events WHERE held
    UNION ALL
    SELECT 'spoke', unnest(speakers), speakers, happened, thread, agenda FROM events WHERE held
    UNION ALL
    -- Who met whom needs both people's consent to that: whoever looks for ties finds them by thread.
    SELECT 'attended', unnest(attendees), [], happened, thread, agenda FROM events WHERE held
)
UNION ALL
SELECT actor, 'published', published, thread, '', list_filter(authors, lambda one: one <> actor), agenda, 1, 'posts', ''
FROM (SELECT unnest(authors) AS actor, * FROM posts)
UNION ALL
SELECT s.owner, 'wrote', e.published, '', '', [], [], 1, e.source, e.url
FROM entries AS e
INNER JOIN sources AS s ON s.kind = 'entries' AND s.slug = e.source
INNER JOIN members AS m ON m.slug = s.owner
UNION ALL
SELECT a.actor, 'asked', d.published, discussion_thread(d.source, d.id), '', [], agenda_of(d.category), 1, d.source, d.url
FROM discussions AS d
INNER JOIN accounts AS a ON a.login = lower(d.author) AND a.id = d.author_id
WHERE NOT d.bot AND a.actor <> ''
UNION ALL
SELECT
    actor,
    CASE WHEN answer THEN 'answered' ELSE 'commented' END,
    created,
    discussion_thread(source, discussion),
    CASE WHEN addressee = actor THEN '' ELSE addressee END,
    [],
    agenda_of(category),
    1,
    source,
    url
FROM human_comments
WHERE actor <> ''
UNION ALL
-- A month's work by one person counts on the last day of it that is known.
SELECT
    coalesce(a.actor, w.who),
    'committed',
    w.last,
    CASE WHEN p.slug IS NULL THEN '' ELSE p.thread END,
    '',
    [],
    coalesce(p.agenda, []),
    w.commits,
    w.source,
    ''
FROM human_work AS w
LEFT JOIN accounts AS a ON NOT starts_with(w.who, 'hash:') AND a.login = w.account_login AND a.id = w.account_id
LEFT JOIN sources AS s ON s.kind = 'work' AND s.slug = w.source
LEFT JOIN projects AS p ON p.slug = s.project
WHERE coalesce(a.actor, w.who) <> '';

-- The author's own comments and bots are no response; neither is a deleted account on a deleted account's discussion,
-- since they may be the same.
CREATE VIEW conversations AS
SELECT
    discussion_thread(d.source, d.id) AS thread,
    d.source,
    d.title,
    d.url,
    d.category,
    agenda_of(d.category) AS agenda,
    coalesce(any_value(a.actor), '') AS asker,
    d.answerable,
    d.published AS created,
    min(c.created) AS first_response,
    count(c.id) AS responses,
    CASE WHEN d.answered <= p.now THEN d.answered END AS answered,
    CASE WHEN d.closed <= p.now THEN d.closed END AS closed
FROM discussions AS d
INNER JOIN params AS p ON d.published <= p.now
LEFT JOIN accounts AS a ON a.login = lower(d.author) AND a.id = d.author_id
LEFT JOIN comments AS c
    ON c.source = d.source
    AND c.discussion = d.id
    AND NOT c.bot
    AND lower(c.author) <> lower(d.author)
    AND NOT (c.author_id = d.author_id AND c.author_id <> 0)
    AND c.created <= p.now
WHERE NOT d.bot
GROUP BY d.id, d.source, d.title, d.url, d.category, d.answerable, d.published, d.answered, d.closed, p.now;
