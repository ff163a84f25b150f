package io.riskwire.ui;

import io.riskwire.risk.Relation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who banned what, since when, and what is to be used instead. */
record BanRow(
    String actor,
    @Nullable String actorSlug,
    String product,
    Label status,
    When since,
    @Nullable String replacement,
    long incident) {

  static BanRow of(Relation ban, @Nullable String actorSlug, Instant now) {
    String product = ban.product();
    return new BanRow(
        ban.actor(),
        actorSlug,
        product == null ? ban.target() : product,
        Label.of(ban.status()),
        When.day(ban.since(), now),
        ban.replacement(),
        ban.incidents().getFirst());
  }
}
