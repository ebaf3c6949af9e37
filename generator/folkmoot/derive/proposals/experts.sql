-- title: Ask somebody who knows
-- definition: For each question of the last 90 days that nobody responded to, or that has no accepted answer (of more than
--   forty those without any response first, then the latest), and for the first five planned events with topics in the
--   next 60 days: up to three people who know about it. Words of its title, category and topics are held against skills
--   (6 points a word), topics of what people wrote or spoke about (3) and interests (2), which they agreed to tell;
--   whoever responded to others under the same words (1 each, up to 3) or gave accepted answers in the same category (1
--   each, up to 2) counts, too. Nobody is proposed for more than two events, nor who is new. Words of more than one in twenty titles tell nothing, nor do those that more than one in
--   four people have told.
-- source: Folkmoot
-- facts: what (question, event), title, skills, topics, interests (of theirs, that fit), threads (how many they responded
--   to), answers (how many accepted ones in the category), login.
WITH questions AS (
    SELECT t.thread, t.title, t.url, t.category, t.asker, t.day, t.responses
    FROM threads AS t
    CROSS JOIN params AS p
    WHERE t.kind IN ('discussions', 'issues')
        AND t.closed IS NULL
        AND t.title <> ''
        AND t.day BETWEEN p.today - 90 AND p.today - 1
        AND (t.first_response IS NULL OR (t.answerable AND t.answered IS NULL))
),
planned AS (
    SELECT e.slug, min_by(e.thread, (e.happened, e.thread)) AS thread, min(e.happened) AS happened
    FROM events AS e
    CROSS JOIN params AS p
    WHERE e.happened > p.now AND e.happened <= p.now + INTERVAL 60 DAY AND e.status <> 'cancelled' AND len(e.topics) > 0
    GROUP BY e.slug
),
asked AS MATERIALIZED (
    -- Those that wait without any response first, and the latest first: they can still be answered in time.
    SELECT
        thread, title, url, category, title || ' ' || category AS about, 'question' AS what, day, [asker] AS known,
        row_number() OVER (ORDER BY responses > 0, day DESC, thread) AS place
    FROM questions
    QUALIFY place <= 40
    UNION ALL
    SELECT
        e.thread, e.title, '', '', e.title || ' ' || array_to_string(e.topics, ' '), 'event', day_of(e.happened),
        list_concat(e.hosts, e.speakers), 1000 + row_number() OVER (ORDER BY e.happened, e.thread)
    FROM planned AS n
    INNER JOIN events AS e ON e.thread = n.thread
    QUALIFY row_number() OVER (ORDER BY e.happened, e.thread) <= 5
),
words AS MATERIALIZED (
    SELECT w.* FROM (SELECT thread, unnest(words_of(about)) AS word FROM asked) AS w
    ANTI JOIN empty_words AS e ON e.word = w.word
),
elsewhere AS (
    SELECT t.thread, words_of(t.title) AS words
    FROM threads AS t
    CROSS JOIN params AS p
    WHERE t.responses > 0 AND t.day >= p.today - 730
),
titled AS MATERIALIZED (
    SELECT e.thread, e.word
    FROM (SELECT thread, unnest(words) AS word FROM elsewhere) AS e
    SEMI JOIN words AS w ON w.word = e.word
),
-- What is common is left out before words meet words: a million pairs of titles would share it.
telling AS MATERIALIZED (
    SELECT t.thread, t.word
    FROM titled AS t
    SEMI JOIN (
        SELECT word FROM titled GROUP BY word HAVING count(*) <= greatest(3, (SELECT count(*) FROM threads) // 20)
    ) AS r ON r.word = t.word
),
alike AS MATERIALIZED (
    SELECT DISTINCT w.thread AS asked, t.thread
    FROM telling AS t
    INNER JOIN words AS w ON w.word = t.word AND w.thread <> t.thread
),
responded AS (
    SELECT l.asked, a.actor, count(DISTINCT a.thread) AS threads
    FROM activity AS a
    INNER JOIN alike AS l ON l.thread = a.thread
    WHERE a.kind IN ('answered', 'commented', 'reviewed') AND a.target <> ''
    GROUP BY l.asked, a.actor
),
answered AS (
    SELECT t.category, a.actor, count(*) AS answers
    FROM activity AS a
    INNER JOIN threads AS t ON t.thread = a.thread
    WHERE a.kind = 'answered' AND t.category IN (SELECT category FROM asked WHERE category <> '')
    GROUP BY t.category, a.actor
),
told AS MATERIALIZED (
    SELECT actor, word, part, points, min(about) AS about FROM knowing GROUP BY ALL
),
known AS (
    SELECT
        w.thread,
        k.actor,
        sum(k.points) AS points,
        list(DISTINCT k.about ORDER BY k.about) FILTER (k.part = 'skill') AS skills,
        list(DISTINCT k.about ORDER BY k.about) FILTER (k.part = 'topic') AS topics,
        list(DISTINCT k.about ORDER BY k.about) FILTER (k.part = 'interest') AS interests
    FROM words AS w
    INNER JOIN told AS k ON k.word = w.word
    SEMI JOIN (
        SELECT word
        FROM told
        GROUP BY word
        HAVING count(DISTINCT actor) <= greatest(5, (SELECT count(DISTINCT actor) FROM told) // 4)
    ) AS r ON r.word = w.word
    GROUP BY w.thread, k.actor
),
reasons AS (
    SELECT thread, actor, points, skills, topics, interests, 0 AS threads, 0 AS answers FROM known
    UNION ALL
    SELECT asked, actor, least(threads, 3), NULL, NULL, NULL, threads, 0 FROM responded
    UNION ALL
    SELECT q.thread, a.actor, least(a.answers, 2), NULL, NULL, NULL, 0, a.answers
    FROM answered AS a
    INNER JOIN asked AS q ON q.category = a.category
),
people AS (
    SELECT
        thread, actor, sum(points) AS points, any_value(skills) AS skills, any_value(topics) AS topics,
        any_value(interests) AS interests, sum(threads) AS threads, sum(answers) AS answers
    FROM reasons
    GROUP BY thread, actor
),
taking_part AS (
    SELECT DISTINCT a.thread, a.actor FROM activity AS a SEMI JOIN asked AS q ON q.thread = a.thread
),
chosen AS (
    SELECT
        q.*,
        r.* EXCLUDE (thread),
        l.login,
        row_number() OVER (
            PARTITION BY q.thread
            ORDER BY coalesce(e.latest, m.joined) < p.today - p.active_days, r.points DESC, r.actor
        ) AS rank
    FROM people AS r
    INNER JOIN asked AS q ON q.thread = r.thread AND NOT list_contains(q.known, r.actor)
    CROSS JOIN params AS p
    ANTI JOIN taking_part AS t ON t.thread = r.thread AND t.actor = r.actor
    LEFT JOIN members AS m ON m.slug = r.actor
    LEFT JOIN presence AS e ON e.actor = r.actor
    LEFT JOIN logins AS l ON l.actor = r.actor
    -- The gone are left alone, and so are those whom only a hash tells.
    WHERE coalesce(m.status, 'active') = 'active'
        AND NOT starts_with(r.actor, 'hash:')
        AND coalesce(e.latest, m.joined) >= p.today - p.gone_days
        AND (q.what <> 'event' OR m.joined IS NULL OR day_of(m.joined) < p.today - p.newcomer_days)
    QUALIFY rank <= 3
),
spared AS (
    SELECT * FROM chosen QUALIFY what <> 'event' OR row_number() OVER (PARTITION BY what, actor ORDER BY place) <= 2
)
SELECT
    thread AS subject,
    actor AS other,
    points AS score,
    day AS since,
    thread,
    url,
    {
        'what': what, 'title': title, 'skills': skills, 'topics': topics, 'interests': interests, 'threads': threads,
        'answers': answers, 'login': login
    } AS facts,
    count(DISTINCT thread) OVER () AS among
FROM spared
QUALIFY dense_rank() OVER (PARTITION BY what ORDER BY place) <= 10
ORDER BY place, rank, subject, other;
