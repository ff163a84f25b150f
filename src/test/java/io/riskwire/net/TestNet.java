package io.riskwire.net;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A {@link Net} with settings and names of the test's own. */
public final class TestNet {
  private TestNet() {}

  /** May call everything, at any speed: for tests that run servers of their own on loopback. */
  public static Net open(InstantSource clock) {
    return with(
        Map.of(
            "riskwire.fetch.allow-private-networks", "true",
            "riskwire.fetch.host-gap", "0s"),
        clock);
  }

  /** Settings as in application.properties; the others keep their defaults. */
  public static Net with(Map<String, String> settings, InstantSource clock) {
    return with(settings, InetAddress::getAllByName, clock);
  }

  static Net with(Map<String, String> settings, Resolver resolver, InstantSource clock) {
    SmallRyeConfig config = config(settings);
    return new Net(
        config.getConfigMapping(FetchSettings.class),
        config.getConfigMapping(WebhookSettings.class),
        resolver,
        clock);
  }

  /** Every name is this machine. */
  static InetAddress[] loopback(String host) throws UnknownHostException {
    return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
  }

  private static SmallRyeConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(new HashMap<>(settings), "test", 100))
        .withMapping(FetchSettings.class)
        .withMapping(WebhookSettings.class)
        .build();
  }
}
