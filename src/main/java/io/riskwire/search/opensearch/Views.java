package io.riskwire.search.opensearch;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The index as the first page of a list saw it, for the pages that follow. A view costs the cluster
 * memory and a place among the few hundred that it allows, so questions of one second share one.
 * Where it is, stays here: whoever knew it could ask the cluster for what is none of his.
 */
final class Views {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration SHARED = Duration.ofSeconds(1);
  private static final int MOST = 100;

  private final Cluster cluster;
  private final String index;
  private final Map<Long, View> kept = new LinkedHashMap<>();
  private final Random tokens = new Random();
  private @Nullable View newest;

  Views(Cluster cluster, String index) {
    this.cluster = cluster;
    this.index = index;
  }

  record View(long token, String pit, long since) {
    boolean isOlderThan(Duration age) {
      return System.nanoTime() - since > age.toNanos();
    }
  }

  /** The index as it is now. */
  synchronized View now() {
    View view = newest;
    if (view == null || view.isOlderThan(SHARED)) view = open();
    newest = view;
    return view;
  }

  /** As it was when it was asked with this token, or null when that is too long ago. */
  synchronized @Nullable View kept(long token) {
    View view = kept.get(token);
    return view == null || view.isOlderThan(KEPT) ? null : view;
  }

  /** What is asked next shall see what has come. */
  synchronized void renew() {
    newest = null;
  }

  synchronized void forget(View view) {
    kept.remove(view.token());
    if (view.equals(newest)) newest = null;
  }

  private View open() {
    Map<String, String> howLong = Map.of("keep_alive", KEPT.toMinutes() + "m");
    String path = index + "/_search/point_in_time";
    String pit = cluster.ask("POST", path, howLong, null).good().path("pit_id").asText();
    View view = new View(tokens.nextLong(Long.MAX_VALUE), pit, System.nanoTime());
    kept.put(view.token(), view);
    Iterator<View> eldest = kept.values().iterator();
    while (kept.size() > MOST) {
      String old = eldest.next().pit();
      eldest.remove();
      cluster.ask("DELETE", "_search/point_in_time", Map.of(), Map.of("pit_id", List.of(old)));
    }
    return view;
  }
}
