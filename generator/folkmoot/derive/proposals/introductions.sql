-- title: Introduce two people to each other
-- definition: Two members who share skills, interests or a town, as they agreed to tell, and who have no tie yet: neither
--   answered the other, and they were at no event, in no team and in no post together, and neither invited the other. Both did something lately or
--   are new. What one can do and the other would like to learn counts twice; what few share counts more.
-- source: Folkmoot
-- facts: shared (what both can or like), lessons (what one of them can do and the other would like to learn), town.
WITH around AS (
    SELECT m.*
    FROM members AS m
    CROSS JOIN params AS p
    LEFT JOIN presence AS e ON e.actor = m.slug
    WHERE m.status = 'active'
        AND (e.latest >= p.today - p.active_days OR day_of(m.joined) >= p.today - p.newcomer_days)
),
told AS (
    SELECT slug AS actor, joined, unnest(skills) AS about, 'skill' AS part FROM around
    UNION ALL
    SELECT slug, joined, unnest(interests), 'interest' FROM around
    UNION ALL
    SELECT slug, joined, town, 'town' FROM around WHERE town <> ''
),
keyed AS (
    SELECT
        actor,
        joined,
        CASE WHEN part = 'town' THEN 'town' ELSE 'topic' END AS field,
        strip_accents(lower(trim(about))) AS key,
        min(about) AS about,
        bool_or(part = 'skill') AS can,
        bool_or(part = 'interest') AS likes
    FROM told
    GROUP BY ALL
),
numbered AS (
    -- Of those who share what hundreds do, the newest need an introduction most.
    SELECT
        *,
        count(*) OVER (PARTITION BY field, key) AS sharing,
        row_number() OVER (PARTITION BY field, key ORDER BY joined DESC, actor) AS place
    FROM keyed
    QUALIFY place <= 30
),
shared AS (
    SELECT
        a.actor AS first,
        b.actor AS second,
        sum(
            CASE WHEN a.field = 'topic' AND ((a.can AND b.likes) OR (b.can AND a.likes)) THEN 2 ELSE 1 END
            * CASE WHEN a.sharing <= 5 THEN 3 WHEN a.sharing <= 20 THEN 2 ELSE 1 END
        ) AS points,
        list(a.about ORDER BY a.key) FILTER (a.field = 'topic') AS shared,
        list(a.about ORDER BY a.key) FILTER (
            a.field = 'topic' AND a.can <> b.can AND ((a.can AND b.likes) OR (b.can AND a.likes))
        ) AS lessons,
        any_value(a.about) FILTER (a.field = 'town') AS town
    FROM numbered AS a
    INNER JOIN numbered AS b ON b.field = a.field AND b.key = a.key AND a.actor < b.actor
    GROUP BY a.actor, b.actor
),
people AS (
    SELECT first AS actor FROM shared
    UNION
    SELECT second FROM shared
),
together AS (
    SELECT a.thread, a.actor
    FROM activity AS a
    SEMI JOIN people AS p ON p.actor = a.actor
    WHERE a.kind IN ('hosted', 'spoke', 'attended', 'published')
    UNION
    SELECT t.team, t.actor FROM terms AS t SEMI JOIN people AS p ON p.actor = t.actor
),
tied AS (
    SELECT DISTINCT least(a.actor, a.target) AS first, greatest(a.actor, a.target) AS second
    FROM activity AS a
    SEMI JOIN people AS p ON p.actor = a.actor
    WHERE a.target <> ''
    UNION
    SELECT least(slug, invited_by), greatest(slug, invited_by) FROM members WHERE invited_by <> ''
    UNION
    SELECT s.first, s.second
    FROM shared AS s
    INNER JOIN together AS a ON a.actor = s.first
    INNER JOIN together AS b ON b.actor = s.second AND b.thread = a.thread
),
strangers AS (
    SELECT s.*, greatest(a.joined, b.joined) AS joined
    FROM shared AS s
    ANTI JOIN tied AS t ON t.first = s.first AND t.second = s.second
    INNER JOIN members AS a ON a.slug = s.first
    INNER JOIN members AS b ON b.slug = s.second
),
-- Nobody is introduced to everybody at once.
ranked AS (
    SELECT s.actor, s.first, s.second, row_number() OVER (
        PARTITION BY s.actor ORDER BY s.points DESC, s.joined DESC, s.first, s.second
    ) AS place
    FROM (
        SELECT *, unnest([first, second]) AS actor FROM strangers
    ) AS s
),
chosen AS (
    SELECT first, second FROM ranked GROUP BY first, second HAVING max(place) <= 2
)
SELECT
    s.first AS subject,
    s.second AS other,
    s.points AS score,
    day_of(s.joined) AS since,
    '' AS thread,
    '' AS url,
    {'shared': s.shared, 'lessons': s.lessons, 'town': s.town} AS facts,
    (SELECT count(*) FROM strangers) AS among
FROM strangers AS s
SEMI JOIN chosen AS c ON c.first = s.first AND c.second = s.second
ORDER BY score DESC, since DESC, subject, other
LIMIT 10;
