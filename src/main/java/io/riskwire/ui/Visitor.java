package io.riskwire.ui;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import jakarta.enterprise.context.ApplicationScoped;

/** Who is looking at a page. */
@ApplicationScoped
class Visitor {
  static final String ADMINISTRATOR = "administrator";
  static final String ANALYST = "analyst";

  private final SecurityIdentity caller;
  private final Accounts accounts;

  Visitor(SecurityIdentity caller, Accounts accounts) {
    this.caller = caller;
    this.accounts = accounts;
  }

  Frame frame(String title, String section) {
    if (caller.isAnonymous()) return Frame.bare(title);
    return new Frame(title, section, caller.getPrincipal().getName(), isAdministrator());
  }

  boolean isAdministrator() {
    return caller.hasRole(ADMINISTRATOR);
  }

  boolean mayReview() {
    return isAdministrator() || caller.hasRole(ANALYST);
  }

  User user() {
    return accounts.find(caller.getPrincipal().getName()).orElseThrow(ForbiddenException::new);
  }
}
