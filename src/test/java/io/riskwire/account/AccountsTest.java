package io.riskwire.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.TestClock;
import io.riskwire.account.User.Role;
import io.riskwire.base.Invalid;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import org.junit.jupiter.api.Test;

@DatabaseContract
record AccountsTest(TestDatabase kind) {

  @Test
  void onlyTheRightPasswordLetsAUserIn() {
    Accounts accounts = accounts();
    accounts.create("ann", "correct horse", null, Role.ANALYST);
    assertThat(accounts.check("ann", "correct horse")).map(User::role).contains(Role.ANALYST);
    assertThat(accounts.check("ann", "correct horse")).isPresent();
    assertThat(accounts.check("ann", "wrong horse")).isEmpty();
    assertThat(accounts.check("bob", "correct horse")).isEmpty();
  }

  @Test
  void theSetUpLinkWorksOnce() {
    Accounts accounts = accounts();
    assertThat(accounts.exist()).isFalse();
    assertThatThrownBy(() -> accounts.setUp("guessed", "admin", "long enough", null))
        .isInstanceOf(Invalid.class);
    User admin = accounts.setUp(accounts.setUpToken(), "admin", "long enough", "a@desk.example");
    assertThat(admin.role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(admin.verified()).isTrue();
    assertThat(accounts.exist()).isTrue();
    assertThatThrownBy(() -> accounts.setUp(accounts.setUpToken(), "eve", "long enough", null))
        .hasMessageContaining("has been used");
  }

  @Test
  void aShortPasswordATakenNameAndABadAddressAreNamed() {
    Accounts accounts = accounts();
    accounts.create("ann", "correct horse", null, Role.READER);
    assertThatThrownBy(() -> accounts.create("ann", "correct horse", null, Role.READER))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("name"));
    assertThatThrownBy(() -> accounts.create("bob", "short", null, Role.READER))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("password"));
    assertThatThrownBy(() -> accounts.create("bob", "correct horse", "nowhere", Role.READER))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("email"));
  }

  private Accounts accounts() {
    return new Accounts(kind.fresh(), TestClock.at("2026-07-01T00:00:00Z"));
  }
}
