package io.riskwire.event;

import io.riskwire.event.Frame.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The trained models: {@code words} judges types by an article's words, {@code verdict} joins that
 * with the rules, {@code parties} fill roles, {@code status} and {@code date} settle the rest.
 */
record Models(Network words, Model verdict, Map<Role, Model> parties, Model status, Model date) {
  /** The roles that models fill, in the order in which one decides about the next. */
  static final List<Role> ROLES = List.of(Role.VENDOR, Role.ACTOR, Role.PRODUCT, Role.REPLACEMENT);

  /** The bundled models. */
  static Models load() {
    Map<Role, Model> parties = new EnumMap<>(Role.class);
    for (Role role : ROLES) parties.put(role, Model.load(role.label()));
    return new Models(
        Network.load("words"),
        Model.load("verdict"),
        parties,
        Model.load("status"),
        Model.load("date"));
  }
}
