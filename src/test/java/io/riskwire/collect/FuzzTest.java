package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.article.Extracted;
import io.riskwire.article.Extractor;
import io.riskwire.article.Languages;
import io.riskwire.db.Json;
import io.riskwire.source.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds and pages that were bent at random, from a fixed seed: reading them never throws, ends
 * soon, and gives what can be stored. {@code -Driskwire.fuzz=PT1H -Driskwire.fuzz.seed=7} bends for
 * longer and otherwise; an input that fails is left in {@code target/fuzz}.
 */
class FuzzTest {
  private static final Duration TIME = Duration.parse(System.getProperty("riskwire.fuzz", "PT20S"));
  private static final long SEED = Long.getLong("riskwire.fuzz.seed", 20261125);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final URI ADDRESS = URI.create("https://news.example/feed");
  private static final int LARGEST = 60_000;

  private static final String[] TOKENS = {
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE x [<!ENTITY a '&a;'>]>",
    "&a;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&amp;amp;",
    "&nbsp",
    "<?xml version='1.1' encoding='utf-7'?>",
    "\u0000",
    "\ud800",
    "\udc00",
    "\ufeff",
    "\u2028",
    "<item>",
    "</item>",
    "<entry>",
    "<title>",
    "</title>",
    "<link>",
    "<link href='",
    "<guid>",
    "<pubDate>99 Foo 0000 99:99:99 +9999</pubDate>",
    "<description>",
    "xml:base='http://[::1'",
    "xmlns=''",
    "xmlns:a='a' a:",
    "<a:b>",
    "type='xhtml'",
    "mode='base64'",
    "href='http://a b/%zz?#'",
    "http://xn--a.example/",
    "http://ß.example:99999/",
    "//",
    "javascript:",
    "{\"items\":[",
    "\"id\":",
    "null",
    "1e999",
    "[[[[[[",
    "}}}}",
    "\\ud800",
    "<table><table>",
    "<p><a><p><a>",
    "<svg><style><!--",
    "<template>",
    "<frameset>",
    "<plaintext>",
    "<select><div>",
    "<script type=application/ld+json>{\"@type\":\"Article\",\"@graph\":[",
    "</script>",
    "<meta property=og:title content='",
    "<meta charset=utf-16>",
    "<html lang='",
    "<h1>",
    "<time datetime='",
    "<base href='http://%/'>",
    "<div hidden>",
    "itemprop=articleBody",
    "<br>",
    "<pre>\n\n",
    "\r",
    "\t",
    "<ttl>99999999999</ttl>",
    "<skipHours><hour>25</hour></skipHours>",
    "<opml><outline xmlUrl='",
    "<urlset><url><loc>",
    "<news:news><news:title>",
    "<updated>",
    "<content:encoded>",
    "é",
    "日本語",
    "🙂",
  };

  private final FeedReader reader = new FeedReader();
  private final Extractor extractor = new Extractor(new Languages());
  private final Random random = new Random(SEED);

  @Test
  void whateverIsBentIsReadInTheEnd() throws IOException {
    List<byte[]> seeds = seeds();
    long end = System.nanoTime() + TIME.toNanos();
    long count = 0;
    while (System.nanoTime() < end) {
      byte[] input = bent(seeds);
      check(input);
      count++;
    }
    System.out.println("fuzz: " + count + " inputs from seed " + SEED);
    assertThat(count).isPositive();
  }

  /** Inputs that once failed, each named after what was wrong. */
  @ParameterizedTest
  @MethodSource("found")
  void whatWasOnceWrongStaysRight(Path input) throws IOException {
    check(Files.readAllBytes(input));
  }

  static Stream<Path> found() throws IOException {
    return files(Path.of("src/test/resources/fuzz"));
  }

  private void check(byte[] input) throws IOException {
    try {
      Duration took = readAll(input);
      // what is slow once may have met a busy machine
      if (took.compareTo(SOON) > 0) assertThat(readAll(input)).as("time to read").isLessThan(SOON);
    } catch (RuntimeException | Error failure) {
      Path kept = Path.of("target/fuzz");
      Files.createDirectories(kept);
      Path file = kept.resolve(Integer.toHexString(java.util.Arrays.hashCode(input)));
      Files.write(file, input);
      throw new AssertionError("see " + file, failure);
    }
  }

  private Duration readAll(byte[] input) {
    long start = System.nanoTime();
    checkFeed(input);
    checkPage(input);
    checkLists(input);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void checkFeed(byte[] input) {
    Feed feed = reader.read(input, null, ADDRESS);
    if (!feed.isFeed()) assertThat(feed.problems()).isNotEmpty();
    feed.problems().forEach(FuzzTest::checkText);
    feed.hints().wishes();
    for (Item item : feed.items()) {
      checkText(item.title());
      checkText(item.html());
      checkText(item.identity());
      if (item.author() != null) checkText(item.author());
      if (item.url() != null) checkAddress(item.url());
      assertThat(Json.read(Json.write(item), Item.class)).isEqualTo(item);
      checkText(Extractor.plain(item.html(), ADDRESS));
    }
  }

  private void checkPage(byte[] input) {
    Document page = Site.parse(input, null, ADDRESS);
    Site.feeds(page, ADDRESS).forEach(FuzzTest::checkAddress);
    Site.articles(page, ADDRESS).forEach(item -> checkAddress(item.url()));
    Extracted read = extractor.extract(page, ADDRESS, null);
    Wall.of(page, read.text());
    checkText(read.text());
    if (read.title() != null) checkText(read.title());
    if (read.author() != null) checkText(read.author());
    assertThat(read.canonicalUrl()).isNotNull();
  }

  private static void checkLists(byte[] input) {
    Opml.Outline outline = Opml.read(input);
    Opml.write("x", outline.sources());
    Sitemap sitemap = Sitemap.of(input, ADDRESS);
    if (sitemap != null) sitemap.feed().items().forEach(item -> checkText(item.title()));
  }

  /** PostgreSQL stores no NUL, and nobody can encode half a character. */
  private static void checkText(String text) {
    assertThat(text.indexOf('\0')).as("a NUL in a text").isNegative();
    assertThat(UTF_8.newEncoder().canEncode(text)).as("half a character in a text").isTrue();
  }

  private static void checkAddress(URI address) {
    assertThat(address.getScheme()).matches("(?i)https?");
    URI normal = Address.normalise(address);
    assertThat(Address.normalise(normal)).as("normalised twice").isEqualTo(normal);
  }

  private byte[] bent(List<byte[]> seeds) {
    byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
    int times = 1 + random.nextInt(8);
    for (int i = 0; i < times; i++) input = bentOnce(input, seeds);
    return input;
  }

  private byte[] bentOnce(byte[] input, List<byte[]> seeds) {
    int at = input.length == 0 ? 0 : random.nextInt(input.length);
    int to = Math.min(input.length, at + random.nextInt(200));
    return switch (random.nextInt(9)) {
      case 0 -> joined(input, 0, at, new byte[0], at, input.length, input); // the same
      case 1 -> joined(input, 0, at, new byte[0], to, input.length, input); // a piece is missing
      case 2 -> joined(input, 0, at, new byte[0], input.length, input.length, input); // cut off
      case 3 -> flipped(input, at);
      case 4 -> joined(input, 0, at, piece(seeds), at, input.length, input);
      case 5 -> repeated(input, at, to);
      default -> joined(input, 0, at, token(), at, input.length, input);
    };
  }

  private byte[] flipped(byte[] input, int at) {
    if (input.length == 0) return input;
    byte[] other = input.clone();
    other[at] ^= (byte) (1 << random.nextInt(8));
    return other;
  }

  private byte[] token() {
    String token = TOKENS[random.nextInt(TOKENS.length)];
    int times = random.nextInt(20) == 0 ? 1 + random.nextInt(3_000) : 1;
    byte[] bytes = token.repeat(times).getBytes(random.nextInt(8) == 0 ? ISO_8859_1 : UTF_8);
    return bytes.length > LARGEST ? new byte[0] : bytes;
  }

  private byte[] piece(List<byte[]> seeds) {
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    if (other.length == 0) return other;
    int from = random.nextInt(other.length);
    return java.util.Arrays.copyOfRange(
        other, from, Math.min(other.length, from + random.nextInt(500)));
  }

  private byte[] repeated(byte[] input, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(input, 0, to);
    int times = random.nextInt(50);
    for (int i = 0; i < times && out.size() < LARGEST; i++) out.write(input, from, to - from);
    out.write(input, to, input.length - to);
    return out.toByteArray();
  }

  private static byte[] joined(
      byte[] first, int from, int to, byte[] middle, int again, int end, byte[] last) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first, from, to - from);
    out.writeBytes(middle);
    out.write(last, again, end - again);
    return out.toByteArray();
  }

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    Path testdata = Path.of(System.getProperty("riskwire.testdata", "none"), "feeds/files");
    for (Path folder :
        List.of(
            Path.of("src/test/resources/feeds"),
            Path.of("src/test/resources/article"),
            Path.of("src/test/resources/main-job"),
            testdata))
      files(folder)
          .filter(file -> file.toFile().length() < LARGEST)
          .forEach(file -> seeds.add(bytes(file)));
    for (String token : TOKENS) seeds.add(token.getBytes(UTF_8));
    return seeds;
  }

  private static Stream<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) return Stream.empty();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
