package io.riskwire.account;

import io.riskwire.account.Token.Made;
import io.riskwire.account.Token.Scope;
import io.riskwire.account.User.Role;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The store of tokens. A secret is 32 random bytes, which nobody guesses: its plain SHA-256 is
 * kept, and tells nothing of it.
 */
@ApplicationScoped
public class Tokens {
  private static final int MOST = 100;
  private static final int LONGEST_NAME = 100;
  private static final int SECRET_BYTES = 32;
  private static final int REMEMBERED = 1000;

  /** By it people and scanners of leaked secrets know what it is. */
  private static final String PREFIX = "rw_";

  /** So long a token that was found good is, where another node revoked it. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final Duration NOTED = Duration.ofMinutes(1);

  private static final String COLUMNS = "t.id, t.name, t.scope, t.created, t.expires, t.last_used";

  private static final RowMapper<Token> TOKEN =
      (rs, c) ->
          new Token(
              rs.getLong("id"),
              rs.getString("name"),
              Scope.valueOf(rs.getString("scope")),
              rs.getTimestamp("created").toInstant(),
              instant(rs, "expires"),
              instant(rs, "last_used"));

  private static final RowMapper<Bearer> BEARER =
      (rs, c) ->
          new Bearer(
              new User(
                  rs.getLong("account_id"),
                  rs.getString("holder"),
                  rs.getString("email"),
                  rs.getBoolean("verified"),
                  Role.valueOf(rs.getString("role"))),
              TOKEN.map(rs, c));

  private record Known(Bearer bearer, Instant until) {}

  private final Database database;
  private final InstantSource clock;
  private final Executor later;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  @Inject
  public Tokens(Database database, InstantSource clock) {
    this(database, clock, Thread::startVirtualThread);
  }

  /** {@code later}: does what no call shall wait for. */
  Tokens(Database database, InstantSource clock, Executor later) {
    this.database = database;
    this.clock = clock;
    this.later = later;
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  /** Makes a token; {@code expires} null: it is good until it is revoked. */
  public Made make(User user, String name, Scope scope, @Nullable Instant expires) {
    String called = name.strip();
    if (called.isEmpty() || called.length() > LONGEST_NAME)
      throw new Invalid("name", "1 to " + LONGEST_NAME + " characters");
    if (expires != null && !expires.isAfter(clock.instant()))
      throw new Invalid("expires", "that moment has passed");
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Token token =
        database.writeDurably(h -> insert(h, user, called, scope, expires, digest(secret)));
    return new Made(token, secret);
  }

  private Token insert(
      Handle handle,
      User user,
      String name,
      Scope scope,
      @Nullable Instant expires,
      String digest) {
    List<Token> others = list(handle, user);
    if (others.size() >= MOST)
      throw new Invalid("name", "you have " + MOST + " tokens; revoke one first");
    if (others.stream().anyMatch(t -> t.name().equals(name)))
      throw Invalid.taken("name", "you have a token of this name");
    handle
        .createUpdate(
            """
            INSERT INTO token (account_id, name, digest, scope, created, expires)
            VALUES (:account, :name, :digest, :scope, :created, :expires)
            """)
        .bind("account", user.id())
        .bind("name", name)
        .bind("digest", digest)
        .bind("scope", scope.name())
        .bind("created", clock.instant())
        .bind("expires", expires)
        .execute();
    return list(handle, user).getLast();
  }

  /** Somebody's tokens, the oldest first; those that have expired too. */
  public List<Token> list(User user) {
    return database.read(h -> list(h, user));
  }

  private static List<Token> list(Handle handle, User user) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM token t WHERE t.account_id = :user ORDER BY t.id")
        .bind("user", user.id())
        .map(TOKEN)
        .list();
  }

  /** Ends one of somebody's tokens; false where they have no such. */
  public boolean revoke(User user, long id) {
    int gone =
        database.writeDurably(
            h -> h.execute("DELETE FROM token WHERE account_id = ? AND id = ?", user.id(), id));
    known.values().removeIf(k -> k.bearer.token().id() == id);
    return gone > 0;
  }

  /** Whether a token has neither been revoked nor expired. */
  public boolean isGood(long id) {
    return database.read(
        h ->
            h
                .createQuery("SELECT " + COLUMNS + " FROM token t WHERE t.id = :id")
                .bind("id", id)
                .map(TOKEN)
                .stream()
                .anyMatch(t -> !t.isExpired(clock.instant())));
  }

  /** Who calls, if the secret is that of a good token. */
  public Optional<Bearer> check(String secret) {
    Optional<Bearer> remembered = remembered(secret);
    if (remembered.isPresent()) return remembered;
    String digest = digest(secret);
    Instant now = clock.instant();
    Optional<Bearer> found = find(digest).filter(b -> !b.token().isExpired(now));
    if (found.isEmpty()) known.remove(digest);
    found.ifPresent(bearer -> remember(digest, bearer, now));
    return found;
  }

  private Optional<Bearer> find(String digest) {
    return database.read(
        h ->
            h.createQuery(
                    "SELECT "
                        + COLUMNS
                        + """
                        , t.account_id, a.name AS holder, a.email, a.verified, a.role
                        FROM token t JOIN account a ON a.id = t.account_id
                        WHERE t.digest = :digest
                        """)
                .bind("digest", digest)
                .map(BEARER)
                .findOne());
  }

  private void remember(String digest, Bearer bearer, Instant now) {
    if (known.size() >= REMEMBERED) known.clear();
    known.put(digest, new Known(bearer, now.plus(FRESH)));
    Instant used = bearer.token().lastUsed();
    if (used == null || used.isBefore(now.minus(NOTED)))
      later.execute(() -> noteUse(bearer.token().id(), now));
  }

  private void noteUse(long id, Instant now) {
    database.write(
        h ->
            h.createUpdate(
                    """
                    UPDATE token SET last_used = :now
                    WHERE id = :id AND (last_used IS NULL OR last_used < :now)
                    """)
                .bind("now", now)
                .bind("id", id)
                .execute());
  }

  /** The same as {@link #check} where it was asked some seconds ago; answers at once. */
  public Optional<Bearer> remembered(String secret) {
    Known good = known.get(digest(secret));
    Instant now = clock.instant();
    return good == null || !now.isBefore(good.until) || good.bearer.token().isExpired(now)
        ? Optional.empty()
        : Optional.of(good.bearer);
  }

  /** Whether this secret was found good before; it may have been revoked since. */
  public boolean isFamiliar(String secret) {
    return known.containsKey(digest(secret));
  }

  private static String digest(String secret) {
    try {
      byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
