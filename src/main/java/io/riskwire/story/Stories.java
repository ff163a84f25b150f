package io.riskwire.story;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.riskwire.article.NewArticle;
import io.riskwire.db.Database;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

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
      (rs, c) -> {
        var live =
            new Live(
                rs.getLong("id"),
                rs.getString("title"),
                Telling.of(rs.getBytes("telling")),
                rs.getTimestamp("first_seen").toInstant(),
                rs.getTimestamp("last_seen").toInstant(),
                rs.getBoolean("sample"));
        live.apart.addAll(ids(rs.getString("apart")));
        live.isFixed = rs.getBoolean("fixed");
        return live;
      };

  private static final String COLUMNS =
      "id, title, telling, first_seen, last_seen, sample, apart, fixed";

  private static final RowMapper<Story> STORY =
      (rs, c) ->
          new Story(
              rs.getLong("id"),
              rs.getString("title"),
              rs.getTimestamp("first_seen").toInstant(),
              rs.getTimestamp("last_seen").toInstant(),
              rs.getInt("articles"));

  private static final String UPDATE =
      """
      UPDATE story SET first_seen = :first, last_seen = :last, articles = :articles,
        telling = :telling, apart = :apart, fixed = :fixed, changed = :changed
      WHERE id = :id
      """;

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
    List<Live> changed =
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM story WHERE changed > :position AND telling IS NOT NULL")
            .bind("position", position)
            .map(LIVE)
            .list();
    for (Live story : changed) letGo(story.id);
    hold(handle, changed);
    handle
        .createQuery("SELECT id FROM story WHERE changed > :position AND merged_into IS NOT NULL")
        .bind("position", position)
        .mapTo(Long.class)
        .forEach(this::letGo);
  }

  private void hold(Handle handle, List<Live> stories) {
    for (Live story : stories) {
      stored.put(story.id, story);
      window.add(story);
    }
    if (stories.isEmpty()) return;
    handle
        .createQuery(
            """
            SELECT id, story_id, published, telling FROM article
            WHERE story_id = ANY(:stories) AND telling IS NOT NULL ORDER BY id
            """)
        .bindArray("stories", Long.class, stories.stream().map(s -> s.id).toList())
        .map(this::member)
        .forEach(member -> member.story.members.add(member));
  }

  private Member member(ResultSet rs, StatementContext context) throws SQLException {
    Live story = Objects.requireNonNull(stored.get(rs.getLong("story_id")));
    // most stories have one article, which tells all there is
    Telling telling =
        story.telling.articles == 1 ? story.telling : Telling.of(rs.getBytes("telling"));
    var member = new Member(telling, rs.getTimestamp("published").toInstant(), story);
    member.article = rs.getLong("id");
    member.storedIn = story.id;
    return member;
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
    private final Set<Member> moved = new LinkedHashSet<>();
    private final List<Live> gone = new ArrayList<>();

    private Grouping(Handle handle, ChangeLog.Notes notes) {
      this.handle = handle;
      this.notes = notes;
    }

    /** An article's story, which will have an id when the grouping is written. */
    public final class Place {
      private final Member member;

      private Place(Member member) {
        this.member = member;
      }

      public long id() {
        return member.story.id;
      }

      /** The article was stored there. */
      public void keep(long article) {
        member.article = article;
        member.storedIn = member.story.id;
      }
    }

    /** Puts an article that has just come into its story. */
    public Place place(NewArticle article, Telling telling) {
      load(handle, article.published());
      Window.Placed placed =
          window.place(article.title(), telling, article.published(), article.isSample());
      changed.addAll(placed.changed());
      moved.addAll(placed.moved());
      gone.addAll(placed.gone());
      return new Place(placed.member());
    }

    /**
     * Stores the stories that were begun, changed or merged, and the earlier articles that tell
     * another one now; from then on each has its id.
     */
    public void write() {
      changed.removeIf(story -> story.into != null);
      insert(changed.stream().filter(s -> s.id == 0).toList());
      update(changed.stream().filter(s -> s.id != 0).toList());
      for (Member member : moved) if (member.storedIn != 0) move(member);
      for (Live story : gone) if (story.id != 0) merge(story, story.standing());
      for (Live story : changed) stored.put(story.id, story);
      changed.clear();
      moved.clear();
      gone.clear();
    }

    private void move(Member member) {
      long story = member.story.id;
      if (member.storedIn == story) return;
      handle.execute("UPDATE article SET story_id = ? WHERE id = ?", story, member.article);
      member.storedIn = story;
      notes.add(Subject.ARTICLE, member.article, "story", null);
    }

    private void insert(List<Live> stories) {
      if (stories.isEmpty()) return;
      PreparedBatch batch =
          handle.prepareBatch(
              """
              INSERT INTO story (title, first_seen, last_seen, articles, telling, apart, fixed, changed,
                sample)
              VALUES (:title, :first, :last, :articles, :telling, :apart, :fixed, :changed,
                :sample)
              """);
      for (Live story : stories)
        bind(batch, story).bind("title", story.title).bind("sample", story.isSample).add();
      List<Long> ids = batch.executePreparedBatch("id").mapTo(Long.class).list();
      for (int i = 0; i < ids.size(); i++) stories.get(i).id = ids.get(i);
    }

    private void update(List<Live> stories) {
      if (stories.isEmpty()) return;
      PreparedBatch batch = handle.prepareBatch(UPDATE);
      for (Live story : stories) bind(batch, story).bind("id", story.id).add();
      for (int updated : batch.execute())
        if (updated == 0) throw new IllegalStateException("a story was taken away meanwhile");
    }

    private PreparedBatch bind(PreparedBatch batch, Live story) {
      return Stories.bind(batch, story, notes.position() + 1);
    }

    private void merge(Live gone, Live kept) {
      stored.remove(gone.id);
      moveAll(handle, notes, gone.id, kept.id);
    }
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Live story, long changed) {
    return statement
        .bind("first", story.first)
        .bind("last", story.last)
        .bind("articles", story.telling.articles)
        .bind("telling", story.telling.bytes())
        .bind("apart", column(story.apart))
        .bind("fixed", story.isFixed)
        .bind("changed", changed);
  }

  private static @Nullable String column(Set<Long> ids) {
    return ids.isEmpty() ? null : ids.stream().map(String::valueOf).collect(joining(" "));
  }

  private static Set<Long> ids(@Nullable String column) {
    return column == null
        ? Set.of()
        : Stream.of(column.split(" ")).map(Long::valueOf).collect(toSet());
  }

  /** The articles move to the story that stays; the other forwards to it. */
  static void moveAll(Handle handle, ChangeLog.Notes notes, long gone, long kept) {
    for (long article :
        handle
            .createQuery("SELECT id FROM article WHERE story_id = :id ORDER BY id")
            .bind("id", gone)
            .mapTo(Long.class)
            .list()) notes.add(Subject.ARTICLE, article, "story", null);
    handle.execute("UPDATE article SET story_id = ? WHERE story_id = ?", kept, gone);
    handle.execute(
        "UPDATE story SET merged_into = ?, telling = NULL, changed = ? WHERE id = ?",
        kept,
        notes.position(),
        gone);
  }

  static Live read(Handle handle, long id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM story WHERE id = :id AND telling IS NOT NULL")
        .bind("id", id)
        .map(LIVE)
        .one();
  }

  static Set<Long> apart(Handle handle, long id) {
    return handle
        .createQuery("SELECT apart FROM story WHERE id = :id")
        .bind("id", id)
        .map((rs, c) -> ids(rs.getString("apart")))
        .one();
  }

  static void save(Handle handle, Live story, long changed) {
    bind(handle.createUpdate(UPDATE), story, changed).bind("id", story.id).execute();
  }

  /** What is in memory does not stand any more. */
  void giveUp() {
    isUnsure = true;
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
    hold(
        handle,
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + """
                     FROM story
                    WHERE last_seen >= :from AND last_seen < :to AND telling IS NOT NULL
                    ORDER BY id
                    """)
            .bind("from", missing.getFirst().atStartOfDay(ZoneOffset.UTC).toInstant())
            .bind("to", missing.getLast().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
            .map(LIVE)
            .filter(story -> !stored.containsKey(story.id))
            .list());
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
        DELETE FROM story_history WHERE story_id IN (
          SELECT s.id FROM story s WHERE s.articles <= 0
            AND NOT EXISTS (SELECT 1 FROM article a WHERE a.story_id = s.id))
        """);
    handle.execute(
        """
        DELETE FROM story WHERE articles <= 0
          AND NOT EXISTS (SELECT 1 FROM article a WHERE a.story_id = story.id)
        """);
  }

  /** The story of this id, or the one that took it in. */
  public Optional<Story> find(long id) {
    return database.read(h -> standing(h, id));
  }

  static Optional<Story> standing(Handle handle, long id) {
    return handle
        .createQuery(
            """
            WITH RECURSIVE standing (id, merged_into) AS (
              SELECT id, merged_into FROM story WHERE id = :id
              UNION ALL
              SELECT s.id, s.merged_into FROM story s JOIN standing t ON s.id = t.merged_into)
            SELECT s.id, s.title, s.first_seen, s.last_seen, s.articles
            FROM story s JOIN standing t ON t.id = s.id WHERE t.merged_into IS NULL
            """)
        .bind("id", id)
        .map(STORY)
        .findOne();
  }
}
