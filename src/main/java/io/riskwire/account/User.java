package io.riskwire.account;

import org.jspecify.annotations.Nullable;

/** Somebody who may call. {@code verified}: mail may be sent to {@code email} without asking. */
public record User(long id, String name, @Nullable String email, boolean verified, Role role) {

  /** What a user may do. */
  public enum Role {
    ADMINISTRATOR,
    ANALYST,
    READER
  }
}
