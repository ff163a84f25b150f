package io.riskwire.account;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.riskwire.account.User.Role;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The users, their passwords (bcrypt), and the link by which the first of them is made. */
@ApplicationScoped
public class Accounts {
  private static final int SHORTEST_PASSWORD = 10;
  private static final int REMEMBERED = 1000;

  private static final RowMapper<User> USER =
      (rs, c) ->
          new User(
              rs.getLong("id"),
              rs.getString("name"),
              rs.getString("email"),
              rs.getBoolean("verified"),
              Role.valueOf(rs.getString("role")));

  private final Database database;
  private final InstantSource clock;
  private final byte[] salt = new byte[32];
  private final String setUpToken;

  /**
   * Passwords that were found right, as salted digests: bcrypt is slow on purpose, and Basic
   * authentication asks at every request.
   */
  private final Map<String, User> checked = new ConcurrentHashMap<>();

  private volatile boolean exist;

  public Accounts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    var random = new SecureRandom();
    random.nextBytes(salt);
    byte[] token = new byte[24];
    random.nextBytes(token);
    setUpToken = HexFormat.of().formatHex(token);
  }

  /** Whether anybody can log in yet. */
  public boolean exist() {
    if (!exist)
      exist =
          database.read(
              h -> h.createQuery("SELECT COUNT(*) FROM account").mapTo(Long.class).one() > 0);
    return exist;
  }

  /** The secret of the one-time set-up link; good until the first account exists. */
  public String setUpToken() {
    return setUpToken;
  }

  /** Makes the first account, an administrator; the token must be that of the set-up link. */
  public User setUp(String token, String name, String password, @Nullable String email) {
    if (exist() || !same(token, setUpToken))
      throw new Invalid("token", "this set-up link has been used or is not the newest one");
    return create(name, password, email, Role.ADMINISTRATOR);
  }

  /** Makes an account. The first administrator's address counts as verified. */
  public User create(String name, String password, @Nullable String email, Role role) {
    if (!name.matches("[\\p{L}\\p{N}._@-]{1,100}"))
      throw new Invalid("name", "1 to 100 letters, digits, dots, dashes or @");
    if (password.length() < SHORTEST_PASSWORD)
      throw new Invalid("password", "at least " + SHORTEST_PASSWORD + " characters");
    if (email != null && !email.matches("[^@\\s]+@[^@\\s]+"))
      throw new Invalid("email", "not an e-mail address");
    String secret = BcryptUtil.bcryptHash(password);
    return database.writeDurably(
        h -> {
          if (find(name).isPresent())
            throw Invalid.taken("name", "there is an account of this name");
          h.createUpdate(
                  """
                  INSERT INTO account (name, email, verified, secret, role, created)
                  VALUES (:name, :email, :verified, :secret, :role, :created)
                  """)
              .bind("name", name)
              .bind("email", email)
              .bind("verified", email != null && role == Role.ADMINISTRATOR)
              .bind("secret", secret)
              .bind("role", role.name())
              .bind("created", clock.instant())
              .execute();
          return h.createQuery(
                  "SELECT id, name, email, verified, role FROM account WHERE name = :name")
              .bind("name", name)
              .map(USER)
              .one();
        });
  }

  public Optional<User> find(String name) {
    return database.read(
        h ->
            h.createQuery("SELECT id, name, email, verified, role FROM account WHERE name = :name")
                .bind("name", name)
                .map(USER)
                .findOne());
  }

  public Optional<User> find(long id) {
    return database.read(
        h ->
            h.createQuery("SELECT id, name, email, verified, role FROM account WHERE id = :id")
                .bind("id", id)
                .map(USER)
                .findOne());
  }

  /** Those who run the service, by id. */
  public List<User> administrators() {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT id, name, email, verified, role FROM account
                    WHERE role = 'ADMINISTRATOR' ORDER BY id
                    """)
                .map(USER)
                .list());
  }

  /** How often somebody has renewed the addresses of their calendars; −1 of nobody. */
  public int calendars(long user) {
    return database.read(
        h ->
            h.createQuery("SELECT calendars FROM account WHERE id = :id")
                .bind("id", user)
                .mapTo(Integer.class)
                .findOne()
                .orElse(-1));
  }

  /** Ends all addresses of somebody's calendars; their pages show new ones. */
  public void renewCalendars(User user) {
    database.writeDurably(
        h -> h.execute("UPDATE account SET calendars = calendars + 1 WHERE id = ?", user.id()));
  }

  /** The user of this name, if the password is theirs. */
  public Optional<User> check(String name, String password) {
    String key = digest(name + '\0' + password);
    User known = checked.get(key);
    if (known != null) return Optional.of(known);
    Optional<String> secret =
        database.read(
            h ->
                h.createQuery("SELECT secret FROM account WHERE name = :name")
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne());
    if (secret.isEmpty() || !BcryptUtil.matches(password, secret.get())) return Optional.empty();
    if (checked.size() >= REMEMBERED) checked.clear();
    return find(name).map(user -> remember(key, user));
  }

  /** The user of this name, if this password was found right before; answers at once. */
  public Optional<User> remembered(String name, String password) {
    return Optional.ofNullable(checked.get(digest(name + '\0' + password)));
  }

  private User remember(String key, User user) {
    checked.put(key, user);
    return user;
  }

  private String digest(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
