-- What became of discussions, by their addresses: how many answers and people, and when something was said last.
SELECT
    t.url,
    t.title,
    t.responses,
    count(DISTINCT a.actor) AS people,
    coalesce(max(a.day), t.day) AS latest
FROM threads AS t
LEFT JOIN activity AS a ON a.thread = t.thread AND a.actor <> ''
WHERE list_contains(?, rtrim(t.url, '/'))
GROUP BY t.url, t.title, t.responses, t.day
ORDER BY t.url;
