-- What kinds of contribution there are, for the metrics that tell them apart: part as what people give (commits,
-- discussions, events, writing, others), form as what becomes of it (posts, comments, events, commits, others).
CREATE VIEW contribution_kinds AS
SELECT kind, part, form
FROM (
    VALUES ('published', 'writing', 'posts'), ('wrote', 'writing', 'posts'),
        ('asked', 'discussions', 'posts'), ('reported', 'discussions', 'posts'), ('proposed', 'discussions', 'posts'),
        ('commented', 'discussions', 'comments'), ('answered', 'discussions', 'comments'),
        ('reviewed', 'discussions', 'comments'), ('hosted', 'events', 'events'), ('spoke', 'events', 'events'),
        ('committed', 'commits', 'commits'), ('released', 'commits', 'commits'), ('credited', 'others', 'others')
) AS kinds (kind, part, form);

-- How much everybody contributed to a scope in the twelve months up to the day `ending`, on which a period ends; series is
-- the part of contribution_kinds, and everything.
CREATE TABLE yearly (scope VARCHAR, ending DATE, series VARCHAR, actor VARCHAR, weight BIGINT);

CREATE VIEW all_yearly AS
WITH years AS (SELECT DISTINCT last AS ending, CAST(last - INTERVAL 12 MONTH AS DATE) AS since FROM periods),
-- Between two days on which a year begins or ends it makes no difference on which day something was done.
stretches AS (
    SELECT d.day, max(e.edge) AS edge
    FROM (SELECT DISTINCT day FROM days) AS d
    INNER JOIN (SELECT since + 1 AS edge FROM years UNION SELECT ending + 1 FROM years) AS e ON e.edge <= d.day
    GROUP BY d.day
),
made AS (
    SELECT d.scope, d.actor, k.part, s.edge, sum(d.weight)::BIGINT AS weight
    FROM days AS d
    INNER JOIN stretches AS s ON s.day = d.day
    INNER JOIN contribution_kinds AS k ON k.kind = d.kind
    GROUP BY d.scope, d.actor, k.part, s.edge
),
parts AS (
    SELECT m.scope, y.ending, m.part, m.actor, sum(m.weight)::BIGINT AS weight
    FROM made AS m
    INNER JOIN years AS y ON m.edge > y.since AND m.edge <= y.ending
    GROUP BY m.scope, y.ending, m.part, m.actor
)
SELECT scope, ending, part AS series, actor, weight FROM parts
UNION ALL
SELECT scope, ending, 'everything', actor, sum(weight)::BIGINT FROM parts GROUP BY scope, ending, actor;
