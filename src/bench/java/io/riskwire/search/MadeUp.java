package io.riskwire.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.base.Lang;
import io.riskwire.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Articles of some 300 words made up of real ones: each word follows one that it followed there, so
 * that words are as unequal and phrases as common as in news. The same number makes the same
 * article.
 */
public final class MadeUp {
  private static final int WORDS = 300;
  private static final int VENDORS = 2_000;
  private static final int SOURCES = 400;
  private static final Duration SPAN = Duration.ofDays(730);

  /** How often a word is followed by any other, so that texts do not tell one article again. */
  private static final double LEAP = 0.15;

  private final List<String> words = new ArrayList<>();
  private final List<int[]> followers = new ArrayList<>();
  private final int[] running;
  private final List<Integer> byFrequency;
  private final Instant end;

  private MadeUp(List<String> texts, Instant end) {
    this.end = end;
    Map<String, Integer> numbers = new HashMap<>();
    List<List<Integer>> after = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (String text : texts) {
      int before = -1;
      for (String word : text.split("\\s+")) {
        if (word.isBlank()) continue;
        int number = numbers.computeIfAbsent(word, w -> numbers.size());
        if (number == words.size()) {
          words.add(word);
          after.add(new ArrayList<>());
        }
        all.add(number);
        if (before >= 0) after.get(before).add(number);
        before = number;
      }
    }
    for (List<Integer> each : after) followers.add(each.stream().mapToInt(n -> n).toArray());
    running = all.stream().mapToInt(n -> n).toArray();
    int[] counts = new int[words.size()];
    for (int number : running) counts[number]++;
    List<Integer> ranks = new ArrayList<>();
    for (int number = 0; number < counts.length; number++)
      if (words.get(number).matches("[a-z]{4,}")) ranks.add(number);
    ranks.sort(Comparator.comparingInt((Integer number) -> -counts[number]));
    byFrequency = List.copyOf(ranks);
  }

  /** From a file of lines with {@code title} and {@code text}; the newest article is of {@code end}. */
  public static MadeUp from(Path lines, Instant end) throws IOException {
    List<String> texts = new ArrayList<>();
    var json = new ObjectMapper();
    for (String line : Files.readAllLines(lines)) {
      JsonNode article = json.readTree(line);
      texts.add(article.path("title").asText() + " " + article.path("text").asText());
    }
    return new MadeUp(texts, end);
  }

  public Doc doc(long id) {
    var random = new SplittableRandom(id * 0x9E3779B97F4A7C15L);
    List<String> vendors = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) vendors.add("Vendor " + ranked(random, VENDORS));
    EventType[] types = EventType.values();
    List<String> type =
        random.nextInt(10) < 4 ? List.of(types[ranked(random, types.length)].label()) : List.of();
    return new Doc(
        Doc.Kind.ARTICLE,
        id,
        text(random, 9),
        text(random, WORDS),
        Lang.ENGLISH,
        vendors.stream().distinct().toList(),
        List.of(),
        List.of(),
        type,
        List.of("Source " + ranked(random, SOURCES)),
        end.minusSeconds(random.nextLong(SPAN.toSeconds())),
        1 + id / 3);
  }

  private String text(SplittableRandom random, int length) {
    var text = new StringBuilder();
    int word = running[random.nextInt(running.length)];
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : " ").append(words.get(word));
      int[] next = followers.get(word);
      boolean leaps = next.length == 0 || random.nextDouble() < LEAP;
      word = leaps ? running[random.nextInt(running.length)] : next[random.nextInt(next.length)];
    }
    return text.toString();
  }

  /** The chance of rank r falls as 1/r. */
  private static int ranked(SplittableRandom random, int size) {
    return Math.min(size - 1, (int) Math.exp(random.nextDouble() * Math.log(size + 1.0)) - 1);
  }

  /** A question of a class; what is filtered by goes beside the words, as an API call has it. */
  public record Question(String of, String q, List<String> vendors, boolean isRecent, boolean newest) {
    static Question of(String of, String q) {
      return new Question(of, q, List.of(), false, false);
    }
  }

  /** So many questions of each class. */
  public Map<String, List<Question>> questions(int each, long seed) {
    var random = new Random(seed);
    Map<String, List<Question>> all = new java.util.LinkedHashMap<>();
    for (int i = 0; i < each; i++) {
      String phrase = common(random);
      int[] next = followers.get(words.indexOf(phrase));
      for (Question question :
          List.of(
              Question.of("common word", common(random)),
              Question.of("rare word", rare(random)),
              Question.of("AND", common(random) + " " + medium(random)),
              Question.of("OR", medium(random) + " OR " + common(random)),
              Question.of("phrase", "\"" + phrase + " " + word(next[random.nextInt(next.length)]) + "\""),
              Question.of("prefix", medium(random).substring(0, 4) + "*"),
              new Question("filters", common(random), List.of("Vendor " + random.nextInt(40)), true, false),
              new Question("newest of a word", common(random), List.of(), false, true),
              new Question("newest", "", List.of(), false, true)))
        all.computeIfAbsent(question.of(), k -> new ArrayList<>()).add(question);
    }
    return all;
  }

  public Instant recent() {
    return end.minus(Duration.ofDays(90));
  }

  private String word(int number) {
    return words.get(number).replaceAll("[^\\p{L}\\p{N}]+", " ").strip().toLowerCase(Locale.ROOT);
  }

  private String common(Random random) {
    return words.get(byFrequency.get(20 + random.nextInt(130)));
  }

  private String medium(Random random) {
    return words.get(byFrequency.get(300 + random.nextInt(700)));
  }

  private String rare(Random random) {
    return words.get(byFrequency.get(4_000 + random.nextInt(2_000)));
  }
}
