package io.riskwire.story;

import io.riskwire.article.NewArticle;
import io.riskwire.db.Database;
import io.riskwire.event.Events;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The store of stories, and the grouping of arriving articles into them. */
@ApplicationScoped
public class Stories {
  /** How far apart two articles of a story may be published. */
  private static final Duration REACH = Duration.ofDays(5);

  /** From this likeness on two articles tell the same; found on the development stories. */
  private static final double ALIKE = 0.5;

  private static final int CANDIDATES = 12;

  private final Database database;
  private final Events events;

  public Stories(Database database, Events events) {
    this.database = database;
    this.events = events;
  }

  /** The story that an arriving article belongs to: a known one, or a new one. */
  public long assign(Handle handle, NewArticle article, Telling telling) {
    return candidates(handle, article, telling.keys()).stream()
        .map(c -> new Match(c.story, c.telling(handle, events).likeness(telling)))
        .filter(m -> m.likeness >= ALIKE)
        .max(Comparator.comparingDouble(Match::likeness).thenComparing(m -> -m.story))
        .map(m -> extend(handle, m.story, article))
        .orElseGet(() -> begin(handle, article));
  }

  /** Lets later articles find the story of this one. */
  public void remember(Handle handle, long id, NewArticle article, Telling telling) {
    handle.execute("DELETE FROM story_key WHERE article_id = ?", id);
    var batch =
        handle.prepareBatch(
            "INSERT INTO story_key (story_key, article_id, published) VALUES (:key, :id, :published)");
    Set<String> keys = telling.keys();
    if (keys.isEmpty()) return;
    for (String key : keys)
      batch.bind("key", key).bind("id", id).bind("published", article.published()).add();
    batch.execute();
  }

  /** Lets nobody find a story by this article any more. */
  public void forget(Handle handle, long article) {
    handle.execute("DELETE FROM story_key WHERE article_id = ?", article);
    handle.execute(
        """
        UPDATE story SET articles = articles - 1
        WHERE id = (SELECT story_id FROM article WHERE id = ?)
        """,
        article);
  }

  /** Takes away the stories that nobody tells any more. */
  public void removeEmpty(Handle handle) {
    handle.execute(
        """
        DELETE FROM story WHERE articles <= 0
          AND NOT EXISTS (SELECT 1 FROM article a WHERE a.story_id = story.id)
        """);
  }

  private record Match(long story, double likeness) {}

  private record Candidate(long id, long story, String title, String text) {
    Telling telling(Handle handle, Events events) {
      return Telling.of(
          title, text, events.of(handle, id).stream().map(Events.Told::event).toList());
    }
  }

  /** In two steps: as one, H2 reads every article to find the few that share a key. */
  private static List<Candidate> candidates(Handle handle, NewArticle article, Set<String> keys) {
    List<Long> ids = sharing(handle, article, keys);
    if (ids.isEmpty()) return List.of();
    return handle
        .createQuery(
            """
            SELECT id, story_id, title, body FROM article
            WHERE id IN (<ids>) AND sample = :sample ORDER BY id
            """)
        .bindList("ids", ids)
        .bind("sample", article.isSample())
        .map(
            (rs, c) ->
                new Candidate(
                    rs.getLong("id"),
                    rs.getLong("story_id"),
                    rs.getString("title"),
                    rs.getString("body")))
        .list();
  }

  /** The articles of about that time that share the most keys. */
  private static List<Long> sharing(Handle handle, NewArticle article, Set<String> keys) {
    if (keys.isEmpty()) return List.of();
    return handle
        .createQuery(
            """
            SELECT article_id, COUNT(*) AS shared FROM story_key
            WHERE story_key IN (<keys>) AND published BETWEEN :from AND :to
            GROUP BY article_id ORDER BY shared DESC, article_id DESC LIMIT :limit
            """)
        .bindList("keys", List.copyOf(keys))
        .bind("from", article.published().minus(REACH))
        .bind("to", article.published().plus(REACH))
        .bind("limit", CANDIDATES)
        .map((rs, c) -> rs.getLong("article_id"))
        .list();
  }

  private static long begin(Handle handle, NewArticle article) {
    return handle
        .createUpdate(
            """
            INSERT INTO story (title, first_seen, last_seen, articles)
            VALUES (:title, :published, :published, 1)
            """)
        .bind("title", article.title())
        .bind("published", article.published())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  private static long extend(Handle handle, long story, NewArticle article) {
    handle
        .createUpdate(
            """
            UPDATE story SET articles = articles + 1,
              first_seen = LEAST(first_seen, CAST(:published AS TIMESTAMP(6) WITH TIME ZONE)),
              last_seen = GREATEST(last_seen, CAST(:published AS TIMESTAMP(6) WITH TIME ZONE))
            WHERE id = :id
            """)
        .bind("published", article.published())
        .bind("id", story)
        .execute();
    return story;
  }

  public Optional<Story> find(long id) {
    return database.read(
        h ->
            h.createQuery(
                    "SELECT id, title, first_seen, last_seen, articles FROM story WHERE id = :id")
                .bind("id", id)
                .map(
                    (rs, c) ->
                        new Story(
                            rs.getLong("id"),
                            rs.getString("title"),
                            rs.getTimestamp("first_seen").toInstant(),
                            rs.getTimestamp("last_seen").toInstant(),
                            rs.getInt("articles")))
                .findOne());
  }
}
