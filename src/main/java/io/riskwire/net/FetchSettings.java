package io.riskwire.net;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How feeds and pages are fetched. */
@ConfigMapping(prefix = "riskwire.fetch")
public interface FetchSettings {

  /** Lets sources and webhooks lead to any address, also inside this network. */
  @WithDefault("false")
  boolean allowPrivateNetworks();

  /**
   * Hosts ({@code wiki.example.internal}) and networks ({@code 10.1.0.0/16}) that sources may lead
   * to although they are private.
   */
  Optional<List<String>> allow();

  /**
   * Least time between the starts of two requests to one host, of which there is one at a time;
   * {@code 0s} lifts both, and the Crawl-delay of robots.txt too.
   */
  @WithDefault("1s")
  Duration hostGap();

  /** An address or URL under which the operators of sites can reach you; stands in User-Agent. */
  Optional<String> contact();

  /** How this service calls itself in User-Agent. */
  @WithDefault("Riskwire/${quarkus.application.version:dev}")
  String product();

  /**
   * An HTTP proxy, {@code host:port}. It looks up names itself: keep it from your own network too.
   */
  Optional<String> proxy();

  /** Certificates to trust besides Java's own: a PEM file, or a PKCS#12 or JKS key store. */
  Optional<Path> trustStore();

  /** The password of the trust store, if it has one. */
  Optional<String> trustStorePassword();

  /** Longest wait for a name to be looked up and for a connection. */
  @WithDefault("10s")
  Duration connectTimeout();

  /** Longest silence of a server: before its answer and within it. */
  @WithDefault("20s")
  Duration firstByteTimeout();

  /** Longest time for a whole fetch with its redirects, not counting the wait for the host. */
  @WithDefault("60s")
  Duration wholeTimeout();

  /** Largest page, unpacked. */
  @WithDefault("10M")
  MemorySize pageSize();

  /** Largest feed, unpacked. */
  @WithDefault("20M")
  MemorySize feedSize();

  /** Largest head of an answer. */
  @WithDefault("64K")
  MemorySize headerSize();

  /** Most redirects that are followed in one fetch. */
  @WithDefault("6")
  int redirects();
}
