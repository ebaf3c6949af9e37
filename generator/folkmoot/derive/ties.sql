-- Who did something together, and who carries the community: told for every scope.

-- Who did something with whom, and when: one row for each two people and day; a comes before b. points: 10 for an answer, a
-- reply or a review, and for having hosted, spoken or written together; 1 for having been at the same event, unless more
-- than 150 people were named there. Of two people in one thread three acts a month count. told: whether the two may be
-- named: what only attendance tells needs both people's consent to that.
CREATE TABLE ties (scope VARCHAR, a VARCHAR, b VARCHAR, day DATE, points BIGINT, told BOOLEAN);

CREATE VIEW all_ties AS
WITH guests AS (
    SELECT thread, actor, any_value(day) AS day, any_value(project) AS project, any_value(language) AS language,
        bool_or(kind <> 'attended') AS named
    FROM activity
    WHERE source = 'events' AND kind IN ('hosted', 'spoke', 'attended')
    GROUP BY thread, actor
),
parties AS (SELECT thread FROM guests GROUP BY thread HAVING count(*) <= 150),
met AS (
    SELECT g.*, g.named OR coalesce(m.ties, false) AS told
    FROM guests AS g
    SEMI JOIN parties AS p ON p.thread = g.thread
    LEFT JOIN members AS m ON m.slug = g.actor
),
together AS (
    SELECT least(actor, target) AS a, greatest(actor, target) AS b, day, thread, project, language, 10 AS points,
        true AS told
    FROM activity
    WHERE target <> '' AND target <> actor
    UNION ALL
    SELECT actor, other, day, thread, project, language, 10, true
    FROM (SELECT *, unnest("with") AS other FROM activity WHERE len("with") > 0)
    WHERE actor < other
    UNION ALL
    SELECT g.actor, h.actor, g.day, g.thread, g.project, g.language, 1, g.told AND h.told
    FROM met AS g
    INNER JOIN met AS h ON h.thread = g.thread AND g.actor < h.actor
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY a, b, thread, points, date_trunc('month', day) ORDER BY day, project, language) AS number
    FROM together
),
counted AS MATERIALIZED (
    SELECT a, b, day, project, language, sum(points)::BIGINT AS points, bool_or(told) AS told
    FROM numbered
    WHERE number <= 3
    GROUP BY a, b, day, project, language
),
placed AS (
    SELECT '' AS scope, * FROM counted
    UNION ALL
    SELECT 'project/' || project, * FROM counted WHERE project <> ''
    UNION ALL
    SELECT s.scope, c.* FROM counted AS c INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = c.language
    UNION ALL
    SELECT DISTINCT 'team/' || t.team, c.*
    FROM counted AS c
    INNER JOIN terms AS t ON t.actor = c.a AND c.day >= t.since AND (t.until IS NULL OR c.day <= t.until)
    INNER JOIN terms AS u
        ON u.team = t.team AND u.actor = c.b AND c.day >= u.since AND (u.until IS NULL OR c.day <= u.until)
)
SELECT scope, a, b, day, sum(points)::BIGINT AS points, bool_or(told) AS told FROM placed GROUP BY scope, a, b, day;

-- How closely those are tied to each other who did anything within the active_days up to the end of a period (ending):
-- people is how many they are, pairs how many two of them did something together, tied how many of them did so with
-- anybody. The same without the founders, and without what founders did together with others.
CREATE TABLE closeness (
    scope VARCHAR,
    ending DATE,
    people BIGINT,
    pairs BIGINT,
    tied BIGINT,
    people_but_founders BIGINT,
    pairs_but_founders BIGINT
);

CREATE VIEW all_closeness AS
WITH ends AS (
    SELECT DISTINCT s.last AS ending, s.last - p.active_days AS since FROM periods AS s CROSS JOIN params AS p
),
founders AS (SELECT slug FROM members WHERE founder),
active AS (
    SELECT e.ending, d.scope, d.actor, any_value(f.slug) IS NOT NULL AS founder
    FROM ends AS e
    INNER JOIN days AS d ON d.day BETWEEN e.since AND e.ending
    LEFT JOIN founders AS f ON f.slug = d.actor
    GROUP BY e.ending, d.scope, d.actor
),
pairs AS MATERIALIZED (
    SELECT e.ending, t.scope, t.a, t.b, any_value(f.slug) IS NOT NULL OR any_value(g.slug) IS NOT NULL AS founder
    FROM ends AS e
    INNER JOIN ties AS t ON t.day BETWEEN e.since AND e.ending
    -- Whom somebody answered need not have done anything lately.
    SEMI JOIN active AS x ON x.ending = e.ending AND x.scope = t.scope AND x.actor = t.a
    SEMI JOIN active AS y ON y.ending = e.ending AND y.scope = t.scope AND y.actor = t.b
    LEFT JOIN founders AS f ON f.slug = t.a
    LEFT JOIN founders AS g ON g.slug = t.b
    GROUP BY e.ending, t.scope, t.a, t.b
),
tied AS (
    SELECT ending, scope, count(DISTINCT actor) AS tied
    FROM (SELECT ending, scope, a AS actor FROM pairs UNION ALL SELECT ending, scope, b FROM pairs)
    GROUP BY ending, scope
),
known AS (
    SELECT ending, scope, count(*) AS pairs, count(*) FILTER (NOT founder) AS pairs_but_founders
    FROM pairs
    GROUP BY ending, scope
)
SELECT
    a.scope,
    a.ending,
    count(*) AS people,
    coalesce(any_value(k.pairs), 0) AS pairs,
    coalesce(any_value(t.tied), 0) AS tied,
    count(*) FILTER (NOT a.founder) AS people_but_founders,
    coalesce(any_value(k.pairs_but_founders), 0) AS pairs_but_founders
FROM active AS a
LEFT JOIN known AS k ON k.ending = a.ending AND k.scope = a.scope
LEFT JOIN tied AS t ON t.ending = a.ending AND t.scope = a.scope
GROUP BY a.scope, a.ending;

-- Who carries the community, in the twelve months up to the end of a period (ending): a row for each of the ways in which
-- somebody did. way: hosts, speaks (at events), writes (posts and blog entries), answers (others' questions and changes),
-- welcomes (answers people in their first newcomer_days of contributing), invites (brought somebody who joined).
CREATE VIEW ways_to_carry AS
WITH ends AS (
    SELECT DISTINCT last AS ending, CAST(last - INTERVAL 12 MONTH AS DATE) AS since FROM periods
),
firsts AS (SELECT actor, min(day) AS day FROM days WHERE scope = '' AND kind <> 'attended' GROUP BY actor),
ways AS (
    SELECT DISTINCT scope, actor, day,
        CASE
            WHEN kind = 'hosted' THEN 'hosts'
            WHEN kind = 'spoke' THEN 'speaks'
            WHEN kind IN ('published', 'wrote') THEN 'writes'
            ELSE 'answers'
        END AS way
    FROM days
    WHERE kind IN ('hosted', 'spoke', 'published', 'wrote', 'answered', 'reviewed')
    UNION ALL
    SELECT DISTINCT a.scope, a.actor, a.day, 'welcomes'
    FROM scoped AS a
    CROSS JOIN params AS p
    INNER JOIN firsts AS f ON f.actor = a.target AND a.day BETWEEN f.day AND f.day + p.newcomer_days
    WHERE a.target <> ''
    UNION ALL
    SELECT '', m.invited_by, day_of(m.joined), 'invites'
    FROM members AS m
    SEMI JOIN members AS i ON i.slug = m.invited_by
)
SELECT DISTINCT w.scope, e.ending, w.actor, w.way
FROM ways AS w
INNER JOIN ends AS e ON w.day > e.since AND w.day <= e.ending;

-- How much of what happened in the active_days up to a day was not the founders': of contributions (acts), and of people who
-- joined in the year before and of whom it is known who brought them, by invitation or by their first answer (came), with
-- the founders' part of each. Told for the end of each period, and for thirty days before it.
CREATE TABLE carrying (
    scope VARCHAR,
    ending DATE,
    people BIGINT,
    acts BIGINT,
    acts_of_founders BIGINT,
    came BIGINT,
    came_by_founders BIGINT
);

CREATE VIEW all_carrying AS
WITH ends AS (
    SELECT last AS ending FROM periods
    UNION
    SELECT last - 30 FROM periods
),
founders AS (SELECT slug FROM members WHERE founder),
acts AS (
    SELECT d.scope, e.ending, count(DISTINCT d.actor) AS people, sum(d.weight)::BIGINT AS acts,
        coalesce(sum(d.weight) FILTER (f.slug IS NOT NULL), 0)::BIGINT AS acts_of_founders
    FROM ends AS e
    CROSS JOIN params AS p
    INNER JOIN days AS d ON d.day BETWEEN e.ending - p.active_days AND e.ending AND d.kind <> 'attended'
    LEFT JOIN founders AS f ON f.slug = d.actor
    GROUP BY d.scope, e.ending
),
brought AS (
    SELECT s.scope, s.actor, s.first AS day, f.slug IS NOT NULL AS by_founder
    -- Whoever came back is not new.
    FROM (SELECT scope, actor, min(first) AS first FROM spells GROUP BY scope, actor) AS s
    INNER JOIN members AS m ON m.slug = s.actor AND NOT m.founder
    LEFT JOIN (
        SELECT t.asker, min_by(a.actor, t.created) AS actor
        FROM threads AS t
        INNER JOIN first_answers AS a ON a.scope = '' AND a.thread = t.thread
        GROUP BY t.asker
    ) AS w ON w.asker = m.slug
    LEFT JOIN founders AS f ON f.slug = coalesce(nullif(m.invited_by, ''), w.actor)
    WHERE coalesce(nullif(m.invited_by, ''), w.actor) IS NOT NULL
),
newcomers AS (
    SELECT b.scope, e.ending, count(*) AS came, count(*) FILTER (b.by_founder) AS came_by_founders
    FROM ends AS e
    INNER JOIN brought AS b ON b.day > CAST(e.ending - INTERVAL 12 MONTH AS DATE) AND b.day <= e.ending
    GROUP BY b.scope, e.ending
)
SELECT a.scope, a.ending, a.people, a.acts, a.acts_of_founders, coalesce(n.came, 0), coalesce(n.came_by_founders, 0)
FROM acts AS a
LEFT JOIN newcomers AS n ON n.scope = a.scope AND n.ending = a.ending;
