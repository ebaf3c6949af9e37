-- What is made, by whom, and about what: behind the figures of content, agendas, founders and topics.

-- What others wrote elsewhere about the community, as the site shows it: one row a mention. day is where the community is;
-- language is one of the hub's, or ''.
CREATE TABLE mentions (day DATE, title VARCHAR, url VARCHAR, language VARCHAR);

-- Discussions, issues and pull requests (kind: threads) and comments in discussions (kind: comments) that have reactions by
-- now, once for each scope. day is that on which they were written, where the community is.
CREATE VIEW reacted AS
WITH written AS (
    SELECT 'threads' AS kind, '' AS id, asker AS actor, thread, url, project, language, day, reactions
    FROM threads
    WHERE reactions > 0
    UNION ALL
    SELECT
        'comments', c.id, a.actor, t.thread, t.url, t.project, coalesce(m.language, ''),
        CAST(c.created + k.ahead AS DATE), c.reactions
    FROM comments AS c
    CROSS JOIN params AS p
    INNER JOIN clocks AS k ON c.created >= k.since AND c.created < k.until
    INNER JOIN accounts AS a ON a.login = lower(c.author) AND a.id = c.author_id AND a.actor <> ''
    INNER JOIN threads AS t ON t.thread = thread_of('discussions', c.source, c.discussion)
    LEFT JOIN members AS m ON m.slug = a.actor
    WHERE c.reactions > 0 AND NOT c.bot AND c.created <= p.now
)
SELECT '' AS scope, * FROM written
UNION ALL
SELECT 'project/' || project, * FROM written WHERE project <> ''
UNION ALL
SELECT s.scope, w.* FROM written AS w INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = w.language
UNION ALL
SELECT DISTINCT 'team/' || t.team, w.*
FROM terms AS t
INNER JOIN written AS w ON w.actor = t.actor AND w.day >= t.since AND (t.until IS NULL OR w.day <= t.until);

-- How much of what was done was of each agenda. An item is an event, a post, a discussion, an issue, a pull request or a
-- project with an agenda in which something was done; items is how many there are, and sixths how many sixths of an item
-- are of this agenda, since an item of several is divided among them. stretch: period (in the period), lately (in the
-- active_days up to its end).
CREATE TABLE agenda_parts (
    scope VARCHAR,
    period VARCHAR,
    stretch VARCHAR,
    agenda VARCHAR,
    sixths BIGINT,
    items BIGINT
);

-- Every stretch is a bit of a number, so that each item is looked at once: there is room for sixty periods, which is more
-- than any report asks for.
CREATE VIEW all_agenda_parts AS
WITH numbered AS (SELECT *, row_number() OVER (ORDER BY period) - 1 AS number FROM periods),
stretches AS (
    SELECT period, 'period' AS stretch, first, last, 1::HUGEINT << (number * 2) AS bit FROM numbered WHERE number < 60
    UNION ALL
    SELECT n.period, 'lately', n.last - p.active_days, n.last, 1::HUGEINT << (n.number * 2 + 1)
    FROM numbered AS n
    CROSS JOIN params AS p
    WHERE n.number < 60
),
marked AS (
    SELECT d.day, sum(s.bit)::HUGEINT AS bits
    FROM (SELECT DISTINCT day FROM days) AS d
    INNER JOIN stretches AS s ON d.day BETWEEN s.first AND s.last
    GROUP BY d.day
),
items AS (
    SELECT a.scope, a.thread, any_value(a.agenda) AS agenda, bit_or(m.bits) AS bits
    FROM scoped AS a
    INNER JOIN marked AS m ON m.day = a.day
    WHERE a.thread <> '' AND len(a.agenda) > 0
    GROUP BY a.scope, a.thread
),
alike AS (
    SELECT scope, list_distinct(agenda) AS agenda, bits, count(*) AS items FROM items GROUP BY ALL
),
counted AS (
    SELECT a.scope, s.period, s.stretch, a.agenda, sum(a.items)::BIGINT AS items
    FROM alike AS a
    INNER JOIN stretches AS s ON a.bits & s.bit <> 0
    GROUP BY a.scope, s.period, s.stretch, a.agenda
),
parts AS (
    SELECT scope, period, stretch, unnest(agenda) AS agenda, items * 6 // len(agenda) AS sixths FROM counted
),
totals AS (SELECT scope, period, stretch, sum(items)::BIGINT AS items FROM counted GROUP BY scope, period, stretch)
SELECT p.scope, p.period, p.stretch, p.agenda, sum(p.sixths)::BIGINT AS sixths, any_value(t.items) AS items
FROM parts AS p
INNER JOIN totals AS t ON t.scope = p.scope AND t.period = p.period AND t.stretch = p.stretch
GROUP BY p.scope, p.period, p.stretch, p.agenda;

-- Who answered first, once for each scope that the thread belongs to: of the threads whose first response is by somebody
-- who can be named. day is that of the response, where the community is.
CREATE VIEW first_answers AS
WITH given_first AS (
    SELECT t.thread, min(a.actor) AS actor, min(a.day) AS day, min(a.url) AS url
    FROM threads AS t
    INNER JOIN activity AS a
        ON a.thread = t.thread AND a.happened = t.first_response AND a.kind IN ('commented', 'answered', 'reviewed')
    WHERE a.actor <> t.asker
    GROUP BY t.thread
)
SELECT t.scope, g.* FROM scoped_threads AS t INNER JOIN given_first AS g ON g.thread = t.thread;

-- The newly very active: everybody but founders who within the active_days up to the end of a period (ending) contributed
-- on three times as many days as was usual for them in the year before that, on five days at least, and on as many as the
-- most active fifth of the scope's contributors. Days are counted, and not contributions, since a hundred commits are
-- soon made. usual is how many days it would have been at their earlier pace, which is 0 for newcomers.
CREATE TABLE rising (scope VARCHAR, ending DATE, actor VARCHAR, days BIGINT, usual DOUBLE);

CREATE VIEW all_rising AS
WITH windows AS (
    SELECT e.last AS ending, e.last - p.active_days AS since, p.active_days
    FROM (SELECT DISTINCT last FROM periods) AS e
    CROSS JOIN params AS p
),
contributed AS MATERIALIZED (SELECT DISTINCT scope, actor, day FROM days WHERE kind <> 'attended'),
lately AS (
    SELECT c.scope, w.ending, c.actor, count(*) AS days
    FROM contributed AS c
    INNER JOIN (
        SELECT d.day, w.ending
        FROM (SELECT DISTINCT day FROM days) AS d
        INNER JOIN windows AS w ON d.day BETWEEN w.since AND w.ending
    ) AS w ON w.day = c.day
    GROUP BY c.scope, w.ending, c.actor
),
most AS (SELECT scope, ending, quantile_disc(days, 0.8) AS days FROM lately GROUP BY scope, ending),
very_active AS (
    SELECT l.*
    FROM lately AS l
    INNER JOIN most AS m ON m.scope = l.scope AND m.ending = l.ending AND l.days >= greatest(m.days, 5)
    WHERE l.actor NOT IN (SELECT slug FROM members WHERE founder)
),
before AS (
    SELECT
        v.scope,
        v.ending,
        v.actor,
        v.days,
        count(c.day) FILTER (c.day >= w.since - 365) * any_value(w.active_days)
        / any_value(w.since - greatest(f.first, w.since - 365))::DOUBLE AS usual
    FROM very_active AS v
    INNER JOIN windows AS w ON w.ending = v.ending
    LEFT JOIN contributed AS c ON c.scope = v.scope AND c.actor = v.actor AND c.day < w.since
    LEFT JOIN (SELECT scope, actor, min(day) AS first FROM contributed GROUP BY scope, actor) AS f
        ON f.scope = v.scope AND f.actor = v.actor AND f.first < w.since
    GROUP BY v.scope, v.ending, v.actor, v.days
)
SELECT scope, ending, actor, days, coalesce(usual, 0) AS usual FROM before WHERE days >= 3 * coalesce(usual, 0);

-- How much was done on each day in which quarter of it, where the community is, in each scope: of what tells its time to the
-- minute. part: night (from midnight to six), morning, afternoon, evening (from six to midnight). What was at midnight to
-- the second was told as a day; a month's commits and posts have no time at all.
CREATE TABLE daytimes (scope VARCHAR, day DATE, part VARCHAR, acts BIGINT);

CREATE VIEW all_daytimes AS
WITH hours AS (
    SELECT a.scope, a.day, hour(a.happened + c.ahead) AS hour, count(*) AS acts
    FROM scoped AS a
    ASOF INNER JOIN clocks AS c ON a.happened >= c.since
    WHERE a.kind NOT IN ('joined', 'left', 'returned', 'committed', 'published', 'credited')
        AND date_trunc('day', a.happened + c.ahead) <> a.happened + c.ahead
    GROUP BY ALL
)
SELECT scope, day, ['night', 'morning', 'afternoon', 'evening'][hour // 6 + 1], sum(acts)::BIGINT FROM hours GROUP BY ALL;

-- The tags of blog entries of members, as the site shows them: a row for each tag of an entry. day is where the community
-- is; language is one of the hub's, or ''.
CREATE TABLE tagged (actor VARCHAR, day DATE, url VARCHAR, language VARCHAR, tag VARCHAR);

-- What was spoken about on which day, by whom, once for each scope: tags of blog entries, topics of posts, of events that
-- were held and of projects for which something was done, and the categories of discussions that were opened. topic is in
-- lower case; topics that not two people ever used are left out.
CREATE VIEW topic_days AS
WITH told AS (
    SELECT actor, day, url AS thread, url, '' AS project, language, tag AS topic FROM tagged
    UNION ALL
    SELECT actor, day, thread, '', '', language, unnest(topics)
    FROM (SELECT unnest(authors) AS actor, day_of(published) AS day, * FROM posts)
    UNION ALL
    SELECT actor, day, thread, '', project, language, unnest(topics)
    FROM (
        SELECT unnest(list_distinct(hosts || speakers)) AS actor, day_of(happened) AS day, * FROM events WHERE held
    )
    UNION ALL
    SELECT d.actor, d.day, p.thread, '', p.slug, p.language, unnest(p.topics)
    FROM projects AS p
    INNER JOIN days AS d ON d.scope = 'project/' || p.slug AND d.kind <> 'attended'
    WHERE array_length(p.topics) > 0
    UNION ALL
    SELECT asker, day, thread, url, project, language, category FROM threads WHERE category <> ''
),
clean AS (
    SELECT DISTINCT t.actor, t.day, t.thread, t.url, t.project, t.language, lower(trim(t.topic)) AS topic
    FROM told AS t
    CROSS JOIN params AS p
    WHERE trim(t.topic) <> '' AND t.day <= p.today
),
shared AS (SELECT topic FROM clean WHERE actor <> '' GROUP BY topic HAVING count(DISTINCT actor) > 1),
known AS (SELECT c.* FROM clean AS c WHERE c.topic IN (SELECT topic FROM shared))
SELECT '' AS scope, * FROM known
UNION ALL
SELECT 'project/' || project, * FROM known WHERE project <> ''
UNION ALL
SELECT s.scope, k.* FROM known AS k INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = k.language;
