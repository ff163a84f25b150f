package io.riskwire.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.TestClock;
import io.riskwire.account.Token.Made;
import io.riskwire.account.Token.Scope;
import io.riskwire.account.User.Role;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@DatabaseContract
class TokensTest {
  private final TestClock clock = TestClock.at("2026-07-01T12:00:00Z");
  private final Database database;
  private final Tokens tokens;
  private final User ann;

  TokensTest(TestDatabase kind) {
    database = kind.fresh();
    tokens = new Tokens(database, clock, Runnable::run);
    ann = new Accounts(database, clock).create("ann", "correct horse", null, Role.ANALYST);
  }

  @Test
  void aTokenIsItsHoldersUntilItIsRevoked() {
    Made made = tokens.make(ann, " nightly export ", Scope.READ, null);
    assertThat(made.secret()).matches("rw_[A-Za-z0-9_-]{43}");
    assertThat(made.token().name()).isEqualTo("nightly export");
    assertThat(tokens.check(made.secret()))
        .hasValueSatisfying(
            bearer -> {
              assertThat(bearer.user()).isEqualTo(ann);
              assertThat(bearer.token().scope()).isEqualTo(Scope.READ);
            });
    assertThat(tokens.isGood(made.token().id())).isTrue();
    assertThat(tokens.revoke(ann, made.token().id())).isTrue();
    assertThat(tokens.remembered(made.secret())).isEmpty();
    assertThat(tokens.check(made.secret())).isEmpty();
    assertThat(tokens.isGood(made.token().id())).isFalse();
    assertThat(tokens.revoke(ann, made.token().id())).isFalse();
  }

  @Test
  void whatIsKeptDoesNotTellTheSecret() {
    Made made = tokens.make(ann, "export", Scope.FULL, null);
    String kept =
        database.read(h -> h.createQuery("SELECT digest FROM token").mapTo(String.class).one());
    assertThat(kept).matches("[0-9a-f]{64}").doesNotContain(made.secret());
    assertThat(tokens.check(kept)).isEmpty();
    assertThat(tokens.check(made.secret() + "x")).isEmpty();
    assertThat(tokens.check("")).isEmpty();
  }

  @Test
  void aTokenExpiresAtItsMoment() {
    Instant end = Instant.parse("2026-07-01T12:00:05Z");
    Made made = tokens.make(ann, "for today", Scope.FULL, end);
    assertThat(tokens.check(made.secret())).isPresent();
    clock.pass(Duration.ofSeconds(4));
    assertThat(tokens.remembered(made.secret())).isPresent();
    clock.pass(Duration.ofSeconds(1));
    assertThat(tokens.remembered(made.secret())).isEmpty();
    assertThat(tokens.check(made.secret())).isEmpty();
    assertThat(tokens.isGood(made.token().id())).isFalse();
    assertThatThrownBy(() -> tokens.make(ann, "late", Scope.READ, end))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("expires"));
  }

  @Test
  void theLastUseIsNotedOnceAMinute() {
    Made made = tokens.make(ann, "export", Scope.READ, null);
    assertThat(lastUsed()).isNull();
    tokens.check(made.secret());
    assertThat(lastUsed()).isEqualTo("2026-07-01T12:00:00Z");
    clock.pass(Duration.ofSeconds(30));
    tokens.check(made.secret());
    assertThat(lastUsed()).isEqualTo("2026-07-01T12:00:00Z");
    clock.pass(Duration.ofSeconds(31));
    tokens.check(made.secret());
    assertThat(lastUsed()).isEqualTo("2026-07-01T12:01:01Z");
  }

  private Instant lastUsed() {
    return tokens.list(ann).getFirst().lastUsed();
  }

  @Test
  void whatAnotherNodeRevokedIsRefusedAfterSomeSeconds() {
    Made made = tokens.make(ann, "export", Scope.READ, null);
    tokens.check(made.secret());
    new Tokens(database, clock, Runnable::run).revoke(ann, made.token().id());
    clock.pass(Duration.ofSeconds(10));
    assertThat(tokens.isFamiliar(made.secret())).isTrue();
    assertThat(tokens.check(made.secret())).isEmpty();
    assertThat(tokens.isFamiliar(made.secret())).isFalse();
  }

  @Test
  void nobodyRevokesOrSeesAnothersToken() {
    User bob = new Accounts(database, clock).create("bob", "correct horse", null, Role.ANALYST);
    Made made = tokens.make(ann, "export", Scope.READ, null);
    assertThat(tokens.revoke(bob, made.token().id())).isFalse();
    assertThat(tokens.list(bob)).isEmpty();
    assertThat(tokens.list(ann)).hasSize(1);
    tokens.make(bob, "export", Scope.READ, null);
  }

  @Test
  void aNameIsNeededAndTakenOnce() {
    tokens.make(ann, "export", Scope.READ, null);
    assertThatThrownBy(() -> tokens.make(ann, "export", Scope.FULL, null))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.isTaken()).isTrue());
    assertThatThrownBy(() -> tokens.make(ann, " ", Scope.FULL, null))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("name"));
    assertThatThrownBy(() -> Scope.of("write")).isInstanceOf(Invalid.class);
  }
}
