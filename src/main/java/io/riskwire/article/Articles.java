package io.riskwire.article;

import io.riskwire.base.Lang;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The store of articles: each once, whichever of its names it comes under. */
@ApplicationScoped
public class Articles {
  private static final String COLUMNS =
      """
      id, url, title, body, author, lang, published, fetched, source_id, outlet, story_id, version,
      whole, sample, past, vendors, products
      """;

  private static final RowMapper<Article> ARTICLE =
      (rs, c) ->
          new Article(
              rs.getLong("id"),
              rs.getString("url"),
              rs.getString("title"),
              rs.getString("body"),
              rs.getString("author"),
              Lang.of(rs.getString("lang")),
              rs.getTimestamp("published").toInstant(),
              rs.getTimestamp("fetched").toInstant(),
              rs.getObject("source_id", Long.class),
              rs.getString("outlet"),
              rs.getLong("story_id"),
              rs.getInt("version"),
              rs.getBoolean("whole"),
              rs.getBoolean("sample"),
              rs.getBoolean("past"),
              Json.strings(rs.getString("vendors")),
              Json.strings(rs.getString("products")));

  private final Database database;
  private final InstantSource clock;

  public Articles(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** An article that is there already: with the very same text, or with another one. */
  public record Known(long id, long story, int version, boolean isWhole, boolean isSame) {

    /**
     * Whether the arriving text says something else; a teaser says nothing against a whole text.
     */
    public boolean isChangedBy(NewArticle article) {
      return (article.isWhole() || !isWhole) && (!isSame || article.isWhole() != isWhole);
    }
  }

  /** The article under any of these identities, if it is there. */
  public Optional<Known> known(NewArticle article) {
    return database.read(h -> known(h, article));
  }

  /** Those of these articles that are there. */
  public Map<NewArticle, Known> known(List<NewArticle> articles) {
    return articles.isEmpty() ? Map.of() : database.read(h -> known(h, articles));
  }

  /** As {@link #known(NewArticle)}, in the caller's transaction. */
  public Optional<Known> known(Handle handle, NewArticle article) {
    return Optional.ofNullable(known(handle, List.of(article)).get(article));
  }

  /** As {@link #known(List)}, in the caller's transaction. */
  public Map<NewArticle, Known> known(Handle handle, List<NewArticle> articles) {
    Map<String, Row> rows = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT i.identity, a.id, a.story_id, a.version, a.whole, a.digest
            FROM article_identity i JOIN article a ON a.id = i.article_id
            WHERE i.identity = ANY(:identities)
            """)
        .bindArray(
            "identities",
            String.class,
            articles.stream().flatMap(a -> a.identities().stream()).distinct().toList())
        .map(
            (rs, c) ->
                new Row(
                    rs.getString("identity"),
                    rs.getLong("id"),
                    rs.getLong("story_id"),
                    rs.getInt("version"),
                    rs.getBoolean("whole"),
                    rs.getString("digest")))
        .forEach(row -> rows.put(row.identity, row));
    Map<NewArticle, Known> known = new IdentityHashMap<>();
    for (NewArticle article : articles)
      article.identities().stream()
          .map(rows::get)
          .filter(Objects::nonNull)
          .min(Comparator.comparingLong(Row::id))
          .ifPresent(row -> known.put(article, row.known(article)));
    return known;
  }

  private record Row(
      String identity, long id, long story, int version, boolean isWhole, String digest) {
    Known known(NewArticle article) {
      return new Known(id, story, version, isWhole, digest.equals(Articles.digest(article)));
    }
  }

  /**
   * What was read from an article and is kept with it; the wire is the service it credits, the
   * telling what its story is found by.
   */
  public record Marks(
      List<String> vendors,
      List<String> products,
      byte[] fingerprint,
      @Nullable String wire,
      byte[] telling) {}

  /** An article that was not there, as it is to be kept in its story. */
  public record Arriving(NewArticle article, long story, Marks marks) {}

  /** Keeps articles that were not there; answers their ids, in the same order. */
  public List<Long> insert(Handle handle, List<Arriving> arriving) {
    if (arriving.isEmpty()) return List.of();
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO article (url, title, body, author, lang, published, fetched, source_id,
              outlet, story_id, version, digest, whole, sample, past, vendors, products,
              fingerprint, wire, telling)
            VALUES (:url, :title, :body, :author, :lang, :published, :fetched, :source,
              :outlet, :story, 1, :digest, :whole, :sample, :past, :vendors, :products,
              :fingerprint, :wire, :telling)
            """);
    Instant now = clock.instant();
    for (Arriving arrived : arriving) bind(batch, arrived).bind("fetched", now).add();
    List<Long> ids = batch.executePreparedBatch("id").mapTo(Long.class).list();
    PreparedBatch names =
        handle.prepareBatch(
            "INSERT INTO article_identity (identity, article_id) VALUES (:identity, :id)");
    for (int i = 0; i < ids.size(); i++)
      for (String identity : Set.copyOf(arriving.get(i).article.identities()))
        names.bind("identity", identity).bind("id", ids.get(i)).add();
    names.execute();
    return ids;
  }

  private static PreparedBatch bind(PreparedBatch batch, Arriving arrived) {
    NewArticle article = arrived.article;
    return batch
        .bind("url", article.url())
        .bind("title", article.title())
        .bind("body", article.text())
        .bind("author", article.author())
        .bind("lang", article.lang().code())
        .bind("published", article.published())
        .bind("source", article.source())
        .bind("outlet", article.outlet())
        .bind("story", arrived.story)
        .bind("digest", digest(article))
        .bind("whole", article.isWhole())
        .bind("sample", article.isSample())
        .bind("past", article.isPast())
        .bind("vendors", Json.write(arrived.marks.vendors))
        .bind("products", Json.write(arrived.marks.products))
        .bind("fingerprint", arrived.marks.fingerprint)
        .bind("wire", arrived.marks.wire)
        .bind("telling", arrived.marks.telling);
  }

  /**
   * Gives a known article the text that has come: the first whole text completes it, any other text
   * makes a new version and keeps the old one.
   */
  public void revise(Handle handle, Known known, NewArticle article, Marks marks) {
    boolean completes = !known.isWhole() && article.isWhole();
    if (!completes) keepVersion(handle, known);
    handle
        .createUpdate(
            """
            UPDATE article SET title = :title, body = :body, author = COALESCE(:author, author),
              lang = :lang, version = :version, digest = :digest, whole = :whole,
              vendors = :vendors, products = :products, fingerprint = :fingerprint, wire = :wire,
              telling = :telling
            WHERE id = :id
            """)
        .bind("id", known.id())
        .bind("title", article.title())
        .bind("body", article.text())
        .bind("author", article.author())
        .bind("lang", article.lang().code())
        .bind("version", completes ? known.version() : known.version() + 1)
        .bind("digest", digest(article))
        .bind("whole", known.isWhole() || article.isWhole())
        .bind("vendors", Json.write(marks.vendors))
        .bind("products", Json.write(marks.products))
        .bind("fingerprint", marks.fingerprint)
        .bind("wire", marks.wire)
        .bind("telling", marks.telling)
        .execute();
  }

  /**
   * Gives an article what was read from it anew; answers whether it still had the text that was
   * read.
   */
  public boolean mark(Handle handle, Article read, Marks marks) {
    return handle
            .createUpdate(
                """
                UPDATE article SET vendors = :vendors, products = :products, telling = :telling
                WHERE id = :id AND version = :version AND whole = :whole
                """)
            .bind("id", read.id())
            .bind("version", read.version())
            .bind("whole", read.isWhole())
            .bind("vendors", Json.write(marks.vendors))
            .bind("products", Json.write(marks.products))
            .bind("telling", marks.telling)
            .execute()
        > 0;
  }

  /** A vendor is called otherwise now; answers the articles that name it. */
  public List<Long> rename(Handle handle, String before, String now) {
    List<Named> naming =
        handle
            .createQuery(
                """
                SELECT id, vendors FROM article WHERE POSITION(:name IN vendors) > 0 ORDER BY id
                """)
            .bind("name", Json.write(before))
            .map((rs, c) -> new Named(rs.getLong("id"), Json.strings(rs.getString("vendors"))))
            .list();
    for (Named article : naming)
      handle.execute(
          "UPDATE article SET vendors = ? WHERE id = ?",
          Json.write(
              article.vendors.stream().map(v -> v.equals(before) ? now : v).distinct().toList()),
          article.id);
    return naming.stream().map(Named::id).toList();
  }

  private record Named(long id, List<String> vendors) {}

  private void keepVersion(Handle handle, Known known) {
    handle
        .createUpdate(
            """
            INSERT INTO article_version (article_id, version, title, body, replaced)
            SELECT id, version, title, body, :now FROM article WHERE id = :id
            """)
        .bind("now", clock.instant())
        .bind("id", known.id())
        .execute();
  }

  /** Adds names under which an article may come again; a name that is taken stays where it is. */
  public void identify(Handle handle, long id, Collection<String> identities) {
    for (String identity : identities) {
      handle
          .createUpdate(
              """
              INSERT INTO article_identity (identity, article_id)
              SELECT :identity, :id
              WHERE NOT EXISTS (SELECT 1 FROM article_identity WHERE identity = :identity)
              """)
          .bind("identity", identity)
          .bind("id", id)
          .execute();
    }
  }

  /** Takes articles away, with their names and versions. */
  public void remove(Handle handle, List<Long> ids) {
    for (long id : ids) {
      handle.execute("DELETE FROM article_identity WHERE article_id = ?", id);
      handle.execute("DELETE FROM article_version WHERE article_id = ?", id);
      handle.execute("DELETE FROM article WHERE id = ?", id);
    }
  }

  public Optional<Article> find(long id) {
    return database.read(
        h ->
            h.createQuery("SELECT " + COLUMNS + " FROM article WHERE id = :id")
                .bind("id", id)
                .map(ARTICLE)
                .findOne());
  }

  /** Those of these articles that are there, by id. */
  public List<Article> find(Collection<Long> ids) {
    if (ids.isEmpty()) return List.of();
    return database.read(
        h ->
            h.createQuery("SELECT " + COLUMNS + " FROM article WHERE id IN (<ids>) ORDER BY id")
                .bindList("ids", List.copyOf(ids))
                .map(ARTICLE)
                .list());
  }

  /** The next articles in order of their ids. */
  public List<Article> after(long id, int limit) {
    return database.read(
        h ->
            h.createQuery(
                    "SELECT " + COLUMNS + " FROM article WHERE id > :id ORDER BY id LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .map(ARTICLE)
                .list());
  }

  /** The articles of a story, oldest first. */
  public List<Article> ofStory(long story) {
    return database.read(
        h ->
            h.createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM article WHERE story_id = :story"
                        + " ORDER BY published, id")
                .bind("story", story)
                .map(ARTICLE)
                .list());
  }

  /** The texts that an article had before, newest first. */
  public List<Article.Version> versions(long id) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT version, title, body, replaced FROM article_version
                    WHERE article_id = :id ORDER BY version DESC
                    """)
                .bind("id", id)
                .map(
                    (rs, c) ->
                        new Article.Version(
                            rs.getInt("version"),
                            rs.getString("title"),
                            rs.getString("body"),
                            rs.getTimestamp("replaced").toInstant()))
                .list());
  }

  /** The ids of a source's articles. */
  public List<Long> ofSource(long source) {
    return database.read(
        h ->
            h.createQuery("SELECT id FROM article WHERE source_id = :source ORDER BY id")
                .bind("source", source)
                .mapTo(Long.class)
                .list());
  }

  public long count() {
    return database.read(
        h -> h.createQuery("SELECT COUNT(*) FROM article").mapTo(Long.class).one());
  }

  /** How many articles each source has brought since {@code since}. */
  public Map<Long, Long> countBySource(Instant since) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT source_id, COUNT(*) AS articles FROM article
                    WHERE source_id IS NOT NULL AND fetched >= :since GROUP BY source_id
                    """)
                .bind("since", since)
                .reduceRows(
                    new HashMap<Long, Long>(),
                    (m, row) -> {
                      m.put(
                          row.getColumn("source_id", Long.class),
                          row.getColumn("articles", Long.class));
                      return m;
                    }));
  }

  private static String digest(NewArticle article) {
    return Digest.of(article.title(), article.text());
  }
}
