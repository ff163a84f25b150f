package io.riskwire.search;

import io.riskwire.account.User;
import io.riskwire.account.User.Role;
import io.riskwire.base.Cursor;
import io.riskwire.base.Invalid;
import io.riskwire.base.Page;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import io.riskwire.search.SavedSearch.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The store of the questions that people keep; whoever writes here has checked who may. */
@ApplicationScoped
public class SavedSearches {
  private static final int MOST = 1_000;
  private static final int KEY_BYTES = 24;

  private static final String SELECT =
      """
      SELECT s.id, s.account_id, a.name AS owner_name, s.spec, s.shared, s.feed_key, s.created
      FROM saved_search s JOIN account a ON a.id = s.account_id
      """;

  private static final RowMapper<SavedSearch> SEARCH =
      (rs, c) ->
          new SavedSearch(
              rs.getLong("id"),
              rs.getLong("account_id"),
              rs.getString("owner_name"),
              Json.read(rs.getString("spec"), Question.class),
              rs.getBoolean("shared"),
              rs.getString("feed_key"),
              rs.getTimestamp("created").toInstant());

  private final Database database;
  private final InstantSource clock;
  private final URI home;
  private final SecureRandom random = new SecureRandom();

  public SavedSearches(
      Database database,
      InstantSource clock,
      @ConfigProperty(name = "riskwire.public-url") Optional<URI> home) {
    this.database = database;
    this.clock = clock;
    this.home = home.orElse(URI.create("http://localhost:8080"));
  }

  /** Keeps a question; its feed has an address from the start. */
  public SavedSearch add(User owner, Question question, boolean isShared) {
    return database.writeDurably(
        h -> {
          if (countOf(h, owner.id()) >= MOST)
            throw new Invalid("name", "you keep " + MOST + " searches; remove one first");
          long id =
              h.createUpdate(
                      """
                      INSERT INTO saved_search (account_id, spec, shared, feed_key, created)
                      VALUES (:owner, :spec, :shared, :feed, :created)
                      """)
                  .bind("owner", owner.id())
                  .bind("spec", Json.write(question))
                  .bind("shared", isShared)
                  .bind("feed", newKey())
                  .bind("created", clock.instant())
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          return find(h, id).orElseThrow();
        });
  }

  private static long countOf(Handle handle, long owner) {
    return handle
        .createQuery("SELECT COUNT(*) FROM saved_search WHERE account_id = :owner")
        .bind("owner", owner)
        .mapTo(Long.class)
        .one();
  }

  public void change(long id, Question question, boolean isShared) {
    database.writeDurably(
        h ->
            h.createUpdate("UPDATE saved_search SET spec = :spec, shared = :shared WHERE id = :id")
                .bind("spec", Json.write(question))
                .bind("shared", isShared)
                .bind("id", id)
                .execute());
  }

  public void remove(long id) {
    database.writeDurably(h -> h.execute("DELETE FROM saved_search WHERE id = ?", id));
  }

  /** Gives the feed a new address; the one before leads nowhere from now on. */
  public void renewFeed(long id) {
    setFeed(id, newKey());
  }

  /** Takes the feed away. */
  public void revokeFeed(long id) {
    setFeed(id, null);
  }

  private void setFeed(long id, @Nullable String key) {
    database.writeDurably(
        h ->
            h.createUpdate("UPDATE saved_search SET feed_key = :key WHERE id = :id")
                .bind("key", key)
                .bind("id", id)
                .execute());
  }

  private String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Where the answer is read without an account, as Atom; as a table or lines with an ending. */
  public Optional<URI> feed(SavedSearch search) {
    return Optional.ofNullable(search.feed()).map(key -> home.resolve("/feeds/searches/" + key));
  }

  public Optional<SavedSearch> find(long id) {
    return database.read(h -> find(h, id));
  }

  private static Optional<SavedSearch> find(Handle handle, long id) {
    return handle.createQuery(SELECT + "WHERE s.id = :id").bind("id", id).map(SEARCH).findOne();
  }

  /** The search whose feed has this key. */
  public Optional<SavedSearch> ofFeed(String key) {
    return database.read(
        h ->
            h.createQuery(SELECT + "WHERE s.feed_key = :key")
                .bind("key", key)
                .map(SEARCH)
                .findOne());
  }

  /** What this user sees, their own and what is shared, the oldest first. */
  public Page<SavedSearch> list(User user, int size, @Nullable String cursor) {
    long after = cursor == null ? 0 : Cursor.decode(cursor, 1).number(0);
    return database.read(
        h -> {
          long total =
              h.createQuery("SELECT COUNT(*) FROM saved_search WHERE account_id = :user OR shared")
                  .bind("user", user.id())
                  .mapTo(Long.class)
                  .one();
          List<SavedSearch> rows =
              h.createQuery(
                      SELECT
                          + """
                          WHERE (s.account_id = :user OR s.shared) AND s.id > :after
                          ORDER BY s.id LIMIT :size
                          """)
                  .bind("user", user.id())
                  .bind("after", after)
                  .bind("size", size + 1)
                  .map(SEARCH)
                  .list();
          boolean hasMore = rows.size() > size;
          List<SavedSearch> items = hasMore ? rows.subList(0, size) : rows;
          return new Page<>(total, items, hasMore ? Cursor.of(items.getLast().id()) : null);
        });
  }

  /** Whether this user sees it. */
  public static boolean isVisible(User user, SavedSearch search) {
    return search.isShared() || mayChange(user, search);
  }

  /** Whether this user may change it or take it away. */
  public static boolean mayChange(User user, SavedSearch search) {
    return search.owner() == user.id() || user.role() == Role.ADMINISTRATOR;
  }
}
