package io.riskwire.search;

import io.riskwire.search.MadeUp.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Asks questions one after the other, class by class, and says how long they took. */
public final class Load {
  /** Until the compiler has done its work. */
  private static final int WARM_UP = Integer.getInteger("riskwire.bench.warm-up", 6);

  private Load() {}

  /** Asks and throws away the answer; the number of hits keeps it from being left out. */
  public interface Asked {
    long hits(Question question);
  }

  /** {@code cpu}: what the side that answers has used until now. */
  public static void measure(
      String side,
      Map<String, List<Question>> questions,
      int rounds,
      Supplier<Duration> cpu,
      Asked asked) {
    long hits = 0;
    for (int i = 0; i < WARM_UP; i++)
      for (List<Question> each : questions.values())
        for (Question question : each) hits += asked.hits(question);
    System.out.printf("%s (%d hits in all)%n", side, hits / WARM_UP);
    System.out.println("| class | p50 ms | p99 ms | p99/p50 | CPU ms a query |");
    System.out.println("| --- | --- | --- | --- | --- |");
    List<Long> all = new ArrayList<>();
    Duration start = cpu.get();
    for (var each : questions.entrySet()) {
      List<Long> times = new ArrayList<>();
      Duration before = cpu.get();
      for (int i = 0; i < rounds; i++) {
        for (Question question : each.getValue()) {
          long begun = System.nanoTime();
          asked.hits(question);
          times.add(System.nanoTime() - begun);
        }
      }
      row(each.getKey(), times, cpu.get().minus(before));
      all.addAll(times);
    }
    row("all", all, cpu.get().minus(start));
  }

  private static void row(String name, List<Long> times, Duration cpu) {
    long[] sorted = times.stream().mapToLong(t -> t).toArray();
    Arrays.sort(sorted);
    double p50 = sorted[sorted.length / 2] / 1e6;
    double p99 = sorted[(int) (sorted.length * 0.99)] / 1e6;
    System.out.printf(
        Locale.ROOT, "| %s | %.2f | %.2f | %.1f | %.2f |%n",
        name, p50, p99, p99 / p50, cpu.toNanos() / 1e6 / sorted.length);
  }
}
