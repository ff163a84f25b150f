package io.riskwire.story;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How long an article takes to be grouped, in CPU time of its thread, and what the stories take in
 * memory, with a tenth of them and with all: {@code Crowd DAYS STORIES} over so many days. The
 * common words come as often as in the collection of {@link Rarity}, rarer ones and names by Zipf's
 * law, so that a few vendors stand in many articles. All articles that fill the store are stories
 * of their own; of those that are measured three in four tell one of the last 2,000.
 */
final class Crowd {
  private static final int MEASURED = 10_000;
  private static final int TERMS_OF_LEAD = 70;

  /** Of so many vendors, people and places, and words that the collection does not know. */
  private static final int VENDORS = 2_000;

  private static final int NAMES = 100_000;
  private static final int RARE = 300_000;

  private final Random random = new Random(17);
  private final List<String> common = new ArrayList<>();
  private final double[] commonUpTo;
  private final double[] vendorUpTo = zipf(VENDORS, 1);
  private final double[] nameUpTo = zipf(NAMES, 0.8);
  private final double[] rareUpTo = zipf(RARE, 0.9);
  private final List<Made> open = new ArrayList<>();
  private final Window window = new Window();
  private final Duration step;
  private Instant at = Instant.parse("2026-01-01T00:00:00Z");
  private int joined;
  private int retold;

  /** An article, and the story that it went to, if it was placed. */
  private record Made(String[] title, String[] lead, Live[] story) {
    Telling telling() {
      return Telling.of(String.join(" ", title), String.join(" ", lead), List.of());
    }
  }

  private Crowd(Duration step) throws Exception {
    this.step = step;
    List<Double> counts = new ArrayList<>();
    try (InputStream file = Rarity.class.getResourceAsStream("/story/frequencies.txt")) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(" "))
          .forEach(
              line -> {
                counts.add(Double.parseDouble(line[0]));
                common.add(line[1]);
              });
    }
    commonUpTo = sums(counts.stream().mapToDouble(c -> c).toArray());
  }

  public static void main(String[] arguments) throws Exception {
    int days = Integer.parseInt(arguments[0]);
    int stories = Integer.parseInt(arguments[1]);
    var crowd = new Crowd(Duration.ofDays(days).dividedBy(stories));
    crowd.fill(stories / 10);
    crowd.measure();
    crowd.fill(stories);
    crowd.measure();
  }

  private static double[] zipf(int count, double exponent) {
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) weights[i] = Math.pow(i + 3, -exponent);
    return sums(weights);
  }

  private static double[] sums(double[] weights) {
    for (int i = 1; i < weights.length; i++) weights[i] += weights[i - 1];
    return weights;
  }

  private int draw(double[] upTo) {
    int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
    return Math.min(upTo.length - 1, found < 0 ? -found - 1 : found);
  }

  private void fill(int stories) {
    while (window.size() < stories) {
      at = at.plus(step);
      Made made = begun();
      Telling telling = made.telling();
      made.story[0] = new Live("", telling, at, false);
      window.add(made.story[0]);
    }
  }

  private void measure() {
    var threads = ManagementFactory.getThreadMXBean();
    long[] took = new long[MEASURED];
    int size = window.size();
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    joined = retold = 0;
    for (int n = 0; n < MEASURED; n++) {
      boolean isRetold = random.nextInt(4) > 0;
      Made of = isRetold ? open.get(random.nextInt(open.size())) : begun();
      Made made = isRetold ? retold(of) : of;
      at = at.plus(step);
      Telling telling = made.telling();
      long before = threads.getCurrentThreadCpuTime();
      Live story = window.place("", telling, at, false).story();
      took[n] = threads.getCurrentThreadCpuTime() - before;
      if (!isRetold) made.story[0] = story;
      else {
        retold++;
        if (story == of.story[0].standing()) joined++;
      }
    }
    // the first half warms the compiler up
    long[] sorted = Arrays.copyOfRange(took, MEASURED / 2, MEASURED);
    Arrays.sort(sorted);
    System.out.printf(
        "%,d stories, %,d MB; %,d more: mean %.3f ms, median %.3f ms, p99 %.3f ms, most %.3f ms;"
            + " %.1f %% of what was retold joined%n",
        size,
        used >> 20,
        window.size() - size,
        Arrays.stream(sorted).average().orElse(0) / 1e6,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6,
        100.0 * joined / retold);
  }

  private Made begun() {
    String vendor = "Vendor" + draw(vendorUpTo);
    String[] names = new String[8];
    Arrays.setAll(names, i -> "Name" + draw(nameUpTo));
    String[] title = words(8, vendor, names);
    var story = new Made(title, words(TERMS_OF_LEAD, vendor, names), new Live[1]);
    if (open.size() < 2_000) open.add(story);
    else open.set(random.nextInt(open.size()), story);
    return story;
  }

  /** Half of the words stay. */
  private Made retold(Made story) {
    return new Made(retold(story.title), retold(story.lead), story.story);
  }

  private String[] retold(String[] words) {
    String[] retold = words.clone();
    for (int i = 0; i < words.length; i++) if (random.nextBoolean()) retold[i] = word();
    return retold;
  }

  private String[] words(int count, String vendor, String[] names) {
    String[] words = new String[count];
    Arrays.setAll(words, i -> word());
    words[0] = vendor;
    for (int i = 4; i < count; i += 8) words[i] = names[i / 8 % names.length];
    return words;
  }

  private String word() {
    return random.nextInt(8) > 0 ? common.get(draw(commonUpTo)) : "rare" + draw(rareUpTo);
  }
}
