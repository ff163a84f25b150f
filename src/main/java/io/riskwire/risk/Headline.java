package io.riskwire.risk;

import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import org.jspecify.annotations.Nullable;

/** The title of an incident: one sentence made of what is known, for want of it the article's. */
final class Headline {
  private Headline() {}

  static String of(EventType type, Status status, Roles roles, String articleTitle) {
    String sentence =
        type == EventType.TOOL_BAN
            ? ban(status, roles)
            : type == EventType.VENDOR_DISPUTE ? dispute(status, roles) : null;
    return sentence == null ? articleTitle : sentence;
  }

  private static @Nullable String ban(Status status, Roles roles) {
    String actor = roles.actor();
    String target = roles.product() != null ? roles.product() : roles.vendor();
    if (actor == null || target == null) return null;
    return switch (status) {
      case PROPOSED -> actor + " considers a ban on " + target;
      case REPORTED -> actor + " is reported to ban " + target;
      case ANNOUNCED -> actor + " announces a ban on " + target;
      case IN_FORCE -> actor + " bans " + target;
      case DENIED -> actor + " denies a ban on " + target;
      case REVERSED -> actor + " lifts its ban on " + target;
    };
  }

  private static @Nullable String dispute(Status status, Roles roles) {
    if (roles.actor() == null || roles.vendor() == null) return null;
    return roles.actor()
        + (status == Status.REVERSED ? " settles with " : " in dispute with ")
        + roles.vendor();
  }
}
