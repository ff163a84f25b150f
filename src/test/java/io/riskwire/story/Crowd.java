package io.riskwire.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How long an article takes to be grouped, in CPU time of its thread, with 100,000 and with a
 * million in memory: {@code Crowd CORPUS}. Articles are made of words of the corpus, an article a
 * line as JSON, as often as they stand there. The store is filled with articles of 300 days that
 * are all of them stories; of those that are measured three in four tell one of the last 2,000.
 */
final class Crowd {
  private static final int MEASURED = 10_000;
  private static final int MILLION = 1_000_000;
  private static final Duration STEP = Duration.ofDays(300).dividedBy(MILLION);

  private final Random random = new Random(17);
  private final List<String> words = new ArrayList<>();
  private final List<String[]> open = new ArrayList<>();
  private final Window window = new Window();
  private Instant at = Instant.parse("2026-01-01T00:00:00Z");

  public static void main(String[] arguments) throws Exception {
    var crowd = new Crowd();
    var json = new ObjectMapper();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      JsonNode article = json.readTree(line);
      String text = article.path("title").asText() + " " + article.path("text").asText();
      crowd.words.addAll(Arrays.asList(text.split("\\s+")));
    }
    crowd.fill(MILLION / 10);
    crowd.measure();
    crowd.fill(MILLION);
    crowd.measure();
  }

  private void fill(int stories) {
    while (window.size() < stories) {
      String[] article = begun();
      at = at.plus(STEP);
      Telling telling = Telling.of(article[0], article[1], List.of());
      window.add(new Live(article[0], telling, at, false));
    }
  }

  private void measure() {
    var threads = ManagementFactory.getThreadMXBean();
    long[] took = new long[MEASURED];
    int size = window.size();
    for (int n = 0; n < MEASURED; n++) {
      String[] article = random.nextInt(4) > 0 ? retold() : begun();
      at = at.plus(STEP);
      Telling telling = Telling.of(article[0], article[1], List.of());
      long before = threads.getCurrentThreadCpuTime();
      window.place(article[0], telling, at, false);
      took[n] = threads.getCurrentThreadCpuTime() - before;
    }
    // the first half warms the compiler up
    long[] sorted = Arrays.copyOfRange(took, MEASURED / 2, MEASURED);
    Arrays.sort(sorted);
    System.out.printf(
        "%,d stories, %,d more: median %.3f ms, p99 %.3f ms, most %.3f ms%n",
        size,
        window.size() - size,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }

  private String[] begun() {
    String[] story = {words(9), words(110)};
    if (open.size() < 2_000) open.add(story);
    else open.set(random.nextInt(open.size()), story);
    return story;
  }

  private String[] retold() {
    String[] told = open.get(random.nextInt(open.size()));
    return new String[] {retold(told[0]), retold(told[1])};
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++)
      text.append(words.get(random.nextInt(words.size()))).append(' ');
    return text.toString();
  }

  /** Half of the words stay. */
  private String retold(String text) {
    StringBuilder retold = new StringBuilder();
    for (String word : text.split(" "))
      retold
          .append(random.nextBoolean() ? word : words.get(random.nextInt(words.size())))
          .append(' ');
    return retold.toString();
  }
}
