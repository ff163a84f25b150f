package io.riskwire.story;

import io.riskwire.article.NewArticle;
import io.riskwire.db.Database;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The store of stories, and the grouping of arriving articles into them.
 *
 * <p>The stories around the days of arriving articles are held in memory. Whoever writes holds the
 * log's lock; if a transaction did not come to its end, or stories were taken away, the memory is
 * given up and read again; what another node wrote is caught up with first.
 */
@ApplicationScoped
public class Stories {
  /** More than these are kept in memory only where the days at hand need them. */
  private static final long MOST_IN_MEMORY =
      Math.max(20_000, Runtime.getRuntime().maxMemory() / 20_000);

  private static final RowMapper<Live> LIVE =
      (rs, c) ->
          new Live(
              rs.getLong("id"),
              rs.getString("title"),
              Telling.of(rs.getBytes("telling")),
              rs.getTimestamp("first_seen").toInstant(),
              rs.getTimestamp("last_seen").toInstant(),
              rs.getBoolean("sample"));

  private final Database database;

  private Window window = new Window();
  private final Map<Long, Live> stored = new HashMap<>();
  private final Set<LocalDate> days = new HashSet<>();
  private long position;
  private volatile boolean isUnsure = true;

  public Stories(Database database) {
    this.database = database;
  }

  /** Begins to group in a transaction that holds the log's lock. */
  public Grouping group(Handle handle, ChangeLog.Notes notes) {
    if (isUnsure) {
      window = new Window();
      stored.clear();
      days.clear();
    } else if (notes.position() != position) {
      catchUp(handle);
    }
    isUnsure = true;
    return new Grouping(handle, notes);
  }

  /** What was grouped last is committed. */
  public void committed(Grouping grouping) {
    position = grouping.notes.position();
    isUnsure = false;
  }

  private void catchUp(Handle handle) {
    handle
        .createQuery(
            """
            SELECT id, title, telling, first_seen, last_seen, sample FROM story
            WHERE changed > :position AND telling IS NOT NULL
            """)
        .bind("position", position)
        .map(LIVE)
        .forEach(this::hold);
    handle
        .createQuery("SELECT id FROM story WHERE changed > :position AND merged_into IS NOT NULL")
        .bind("position", position)
        .mapTo(Long.class)
        .forEach(this::letGo);
  }

  private void hold(Live story) {
    letGo(story.id);
    stored.put(story.id, story);
    window.add(story);
  }

  private void letGo(long id) {
    Live known = stored.remove(id);
    if (known != null) window.remove(known);
  }

  /** The stories into which the articles of one transaction go. */
  public final class Grouping {
    private final Handle handle;
    private final ChangeLog.Notes notes;
    private final Set<Live> changed = new LinkedHashSet<>();
    private final List<Live> absorbed = new ArrayList<>();

    private Grouping(Handle handle, ChangeLog.Notes notes) {
      this.handle = handle;
      this.notes = notes;
    }

    /** A story that will have an id when the grouping is written. */
    public final class Place {
      private final Live story;

      private Place(Live story) {
        this.story = story;
      }

      public long id() {
        return story.standing().id;
      }
    }

    /** Puts an article that has just come into its story. */
    public Place place(NewArticle article, Telling telling) {
      load(handle, article.published());
      Window.Placed placed =
          window.place(article.title(), telling, article.published(), article.isSample());
      changed.add(placed.story());
      absorbed.addAll(placed.absorbed());
      return new Place(placed.story());
    }

    /** Stores the stories that were begun, extended or merged; from then on each has its id. */
    public void write() {
      changed.removeIf(story -> story.into != null);
      insert(changed.stream().filter(s -> s.id == 0).toList());
      update(changed.stream().filter(s -> s.id != 0).toList());
      for (Live gone : absorbed) if (gone.id != 0) merge(gone, gone.standing());
      for (Live story : changed) stored.put(story.id, story);
      changed.clear();
      absorbed.clear();
    }

    private void insert(List<Live> stories) {
      if (stories.isEmpty()) return;
      PreparedBatch batch =
          handle.prepareBatch(
              """
              INSERT INTO story (title, first_seen, last_seen, articles, telling, changed, sample)
              VALUES (:title, :first, :last, :articles, :telling, :changed, :sample)
              """);
      for (Live story : stories)
        bind(batch, story).bind("title", story.title).bind("sample", story.isSample).add();
      List<Long> ids = batch.executePreparedBatch("id").mapTo(Long.class).list();
      for (int i = 0; i < ids.size(); i++) stories.get(i).id = ids.get(i);
    }

    private void update(List<Live> stories) {
      if (stories.isEmpty()) return;
      PreparedBatch batch =
          handle.prepareBatch(
              """
              UPDATE story SET first_seen = :first, last_seen = :last, articles = :articles,
                telling = :telling, changed = :changed
              WHERE id = :id
              """);
      for (Live story : stories) bind(batch, story).bind("id", story.id).add();
      for (int updated : batch.execute())
        if (updated == 0) throw new IllegalStateException("a story was taken away meanwhile");
    }

    private PreparedBatch bind(PreparedBatch batch, Live story) {
      return batch
          .bind("first", story.first)
          .bind("last", story.last)
          .bind("articles", story.telling.articles)
          .bind("telling", story.telling.bytes())
          .bind("changed", notes.position() + 1);
    }

    /** The articles move to the story that stays; the other forwards to it. */
    private void merge(Live gone, Live kept) {
      stored.remove(gone.id);
      for (long article :
          handle
              .createQuery("SELECT id FROM article WHERE story_id = :id ORDER BY id")
              .bind("id", gone.id)
              .mapTo(Long.class)
              .list()) notes.add(Subject.ARTICLE, article, "story", null);
      handle.execute("UPDATE article SET story_id = ? WHERE story_id = ?", kept.id, gone.id);
      handle.execute(
          "UPDATE story SET merged_into = ?, telling = NULL, changed = ? WHERE id = ?",
          kept.id,
          notes.position(),
          gone.id);
    }
  }

  /** Reads the stories that an article of that day may belong to, where they are not at hand. */
  private void load(Handle handle, Instant published) {
    LocalDate day = LocalDate.ofInstant(published, ZoneOffset.UTC);
    LocalDate from = day.minusDays(Window.REACH.toDays());
    LocalDate to = day.plusDays(Window.LONGEST.toDays());
    List<LocalDate> missing =
        from.datesUntil(to.plusDays(1)).filter(d -> !days.contains(d)).toList();
    if (missing.isEmpty()) return;
    if (window.size() > MOST_IN_MEMORY) giveUp(from, to);
    handle
        .createQuery(
            """
            SELECT id, title, telling, first_seen, last_seen, sample FROM story
            WHERE last_seen >= :from AND last_seen < :to AND telling IS NOT NULL
            ORDER BY id
            """)
        .bind("from", missing.getFirst().atStartOfDay(ZoneOffset.UTC).toInstant())
        .bind("to", missing.getLast().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
        .map(LIVE)
        .forEach(
            story -> {
              if (!stored.containsKey(story.id)) hold(story);
            });
    days.addAll(missing);
  }

  /** Lets go of the stories that ended on other days. */
  private void giveUp(LocalDate from, LocalDate to) {
    Instant first = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant last = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    for (Live story : List.copyOf(stored.values()))
      if (story.last.isBefore(first) || !story.last.isBefore(last)) letGo(story.id);
    days.removeIf(day -> day.isBefore(from) || day.isAfter(to));
  }

  /** An article is taken away: its story has one less. */
  public void forget(Handle handle, long article) {
    isUnsure = true;
    handle.execute(
        """
        UPDATE story SET articles = articles - 1
        WHERE id = (SELECT story_id FROM article WHERE id = ?)
        """,
        article);
  }

  /** Takes away the stories that nobody tells any more. */
  public void removeEmpty(Handle handle) {
    isUnsure = true;
    handle.execute(
        """
        UPDATE story SET merged_into = NULL
        WHERE merged_into IN (SELECT id FROM story WHERE articles <= 0)
        """);
    handle.execute(
        """
        DELETE FROM story WHERE articles <= 0
          AND NOT EXISTS (SELECT 1 FROM article a WHERE a.story_id = story.id)
        """);
  }

  /** The story of this id, or the one that took it in. */
  public Optional<Story> find(long id) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    WITH RECURSIVE standing (id, merged_into) AS (
                      SELECT id, merged_into FROM story WHERE id = :id
                      UNION ALL
                      SELECT s.id, s.merged_into FROM story s JOIN standing t ON s.id = t.merged_into)
                    SELECT s.id, s.title, s.first_seen, s.last_seen, s.articles
                    FROM story s JOIN standing t ON t.id = s.id WHERE t.merged_into IS NULL
                    """)
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
