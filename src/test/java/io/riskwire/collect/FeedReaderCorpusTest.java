package io.riskwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A collection of real and deliberately odd feeds, each with what its first item says. */
@EnabledIf("hasCorpus")
class FeedReaderCorpusTest {
  private static final Path FEEDS =
      Path.of(System.getProperty("riskwire.testdata", "none")).resolve("feeds");
  private static final Pattern ITEM = Pattern.compile("<(item|entry)[ >]");

  private final Map<String, int[]> tally = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  static boolean hasCorpus() {
    return Files.isReadable(FEEDS.resolve("manifest.json"));
  }

  @Test
  void nearlyEveryWholeFeedIsReadAsItsMakersMeantIt() throws IOException {
    for (JsonNode feed : manifest()) {
      if (feed.path("complete").asBoolean() && feed.path("wellformed").asBoolean()) compare(feed);
    }
    assertThat(share("count")).as("count %s", wrong).isGreaterThanOrEqualTo(0.99);
    assertThat(share("title")).as("title %s", wrong).isGreaterThanOrEqualTo(0.99);
    assertThat(share("link")).as("link %s", wrong).isGreaterThanOrEqualTo(0.99);
    assertThat(share("date")).as("date %s", wrong).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void everyBrokenFeedGivesTheItemsThatItHas() throws IOException {
    List<String> lost = new ArrayList<>();
    for (JsonNode feed : manifest()) {
      boolean isBroken = !feed.path("wellformed").asBoolean() && offersItems(feed);
      if (isBroken && read(feed).items().isEmpty()) lost.add(feed.path("file").asText());
    }
    assertThat(lost).isEmpty();
  }

  private void compare(JsonNode feed) throws IOException {
    List<Item> items = read(feed).items();
    JsonNode first = feed.path("first");
    if (feed.hasNonNull("item_count")) {
      int expected = feed.path("item_count").asInt();
      count("count", items.size() == expected, feed, items.size() + " for " + expected);
    }
    if (items.isEmpty()) return;
    String title = joined(first.path("title").asText(""));
    if (!title.isEmpty()) {
      compare("title", feed, title, items, item -> joined(item.title()).equals(title));
    }
    String link = first.path("link").asText("");
    if (link.startsWith("http")) {
      String bare = bare(link.strip());
      compare(
          "link",
          feed,
          link,
          items,
          item -> item.url() != null && bare(item.url().toString()).equals(bare));
    }
    if (first.hasNonNull("epoch")) {
      double epoch = first.path("epoch").asDouble();
      compare("date", feed, "" + epoch, items, item -> isAt(item.date(), epoch));
    }
  }

  private void compare(
      String what, JsonNode feed, String expected, List<Item> items, Predicate<Item> isRight) {
    String found =
        items.getFirst().title() + " " + items.getFirst().url() + " " + items.getFirst().date();
    count(what, items.stream().anyMatch(isRight), feed, found + " for " + expected);
  }

  private void count(String what, boolean isRight, JsonNode feed, String detail) {
    int[] counts = tally.computeIfAbsent(what, key -> new int[2]);
    counts[1]++;
    if (isRight) counts[0]++;
    else wrong.add(what + ": " + feed.path("file").asText() + ": " + detail + "\n");
  }

  private double share(String what) {
    int[] counts = tally.get(what);
    return (double) counts[0] / counts[1];
  }

  private static boolean isAt(Instant date, double epoch) {
    return date != null && Math.abs(date.toEpochMilli() / 1000.0 - epoch) < 1;
  }

  private static String joined(String text) {
    return String.join(" ", text.strip().split("\\s+"));
  }

  private static String bare(String link) {
    return link.replaceFirst("/+$", "");
  }

  private static Iterable<JsonNode> manifest() throws IOException {
    return new ObjectMapper().readTree(FEEDS.resolve("manifest.json").toFile());
  }

  private static byte[] body(JsonNode feed) throws IOException {
    return Files.readAllBytes(FEEDS.resolve("files").resolve(feed.path("file").asText()));
  }

  private static boolean offersItems(JsonNode feed) throws IOException {
    return ITEM.matcher(new String(body(feed), StandardCharsets.ISO_8859_1)).find();
  }

  private static Feed read(JsonNode feed) throws IOException {
    String file = feed.path("file").asText();
    JsonNode declared = feed.path("headers").path("Content-type");
    String type = declared.isTextual() ? declared.asText() : null;
    return new FeedReader().read(body(feed), type, URI.create("http://127.0.0.1:8999/f/" + file));
  }
}
