package io.riskwire.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often somebody may call: a minute's worth at once, and on as it grows back. Who has an
 * account is counted by its name, everybody else by their address.
 */
@ApplicationScoped
public class Limits {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int REMEMBERED = 20_000;

  /** Until when each has used up what grows back. */
  private final Map<String, Instant> used = new HashMap<>();

  private final InstantSource clock;
  private final boolean isEnabled;
  private final int calls;
  private final int visits;

  public Limits(
      InstantSource clock,
      @ConfigProperty(name = "riskwire.limits.enabled", defaultValue = "true") boolean isEnabled,
      @ConfigProperty(name = "riskwire.limits.calls", defaultValue = "1200") int calls,
      @ConfigProperty(name = "riskwire.limits.visits", defaultValue = "120") int visits) {
    this.clock = clock;
    this.isEnabled = isEnabled;
    this.calls = calls;
    this.visits = visits;
  }

  /** A call by an account: zero when it may go on, else how long to wait. */
  public Duration call(String user) {
    return spend("user " + user, calls);
  }

  /** A call without an account, of somebody at this address: the same. */
  public Duration visit(String address) {
    return spend("address " + network(address), visits);
  }

  /** Whoever has one IPv6 address has all of its network. */
  private static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(six.getAddress(), 0, 8)
          : address;
    } catch (IllegalArgumentException aName) {
      return address; // a proxy may tell a name
    }
  }

  /** The generic cell rate algorithm of ITU-T I.371: one time a caller, no counters to reset. */
  private synchronized Duration spend(String who, int perMinute) {
    if (!isEnabled) return Duration.ZERO;
    Instant now = clock.instant();
    makeRoom(now);
    Instant until = used.getOrDefault(who, now);
    Instant after = (until.isBefore(now) ? now : until).plus(WINDOW.dividedBy(perMinute));
    Duration over = Duration.between(now, after).minus(WINDOW);
    if (over.isPositive()) return over;
    used.put(who, after);
    return Duration.ZERO;
  }

  private void makeRoom(Instant now) {
    if (used.size() >= REMEMBERED) used.values().removeIf(until -> until.isBefore(now));
    if (used.size() >= REMEMBERED) used.clear();
  }
}
