package io.riskwire.mcp;

import io.riskwire.base.Invalid;
import io.riskwire.event.Event;
import io.riskwire.event.Reason;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an article states for one field of a happening. */
final class Stated {
  private Stated() {}

  static List<String> in(Event event, String field) {
    var roles = event.roles();
    return switch (field) {
      case "status" -> List.of(event.status().label());
      case "actor" -> one(roles.actor());
      case "vendor" -> one(roles.vendor());
      case "product" -> one(roles.product());
      case "scope" -> one(roles.scope());
      case "replacement" -> one(roles.replacement());
      case "effectiveDate" -> one(Objects.toString(event.effectiveDate(), null));
      case "reason" -> event.reasons().stream().sorted().map(Reason::label).toList();
      default ->
          throw new Invalid(
              "field",
              "status, actor, vendor, product, scope, replacement, effectiveDate or reason");
    };
  }

  private static List<String> one(@Nullable String value) {
    return Stream.ofNullable(value).toList();
  }
}
