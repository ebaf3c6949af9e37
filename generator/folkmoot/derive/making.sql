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
    ASOF INNER JOIN clocks AS k ON c.created >= k.since
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
