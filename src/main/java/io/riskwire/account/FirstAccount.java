package io.riskwire.account;

import io.quarkus.runtime.StartupEvent;
import io.riskwire.account.User.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the account {@code admin} at the first start where its password is configured. */
@ApplicationScoped
class FirstAccount {
  private static final Logger LOG = Logger.getLogger(FirstAccount.class.getName());

  private final Accounts accounts;
  private final Optional<String> password;
  private final Optional<String> email;

  FirstAccount(
      Accounts accounts,
      @ConfigProperty(name = "riskwire.admin.password") Optional<String> password,
      @ConfigProperty(name = "riskwire.admin.email") Optional<String> email) {
    this.accounts = accounts;
    this.password = password;
    this.email = email;
  }

  void make(@Observes StartupEvent event) {
    if (accounts.exist() || password.isEmpty()) return;
    accounts.create("admin", password.get(), email.orElse(null), Role.ADMINISTRATOR);
    LOG.info("Made the first account, admin, with the password from riskwire.admin.password");
  }
}
