package io.riskwire.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.net.Fetched.Body;
import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTest {
  private final TurningClock clock = new TurningClock();
  private volatile String head = "200 OK\r\nContent-Type: text/plain";
  private volatile String robots = "";
  private Listener site;
  private Net net;

  @BeforeEach
  void open() throws IOException {
    site =
        new Listener(
            (request, out) -> {
              if (request.path().equals("/robots.txt")) {
                Listener.write(out, head, robots.getBytes(UTF_8));
              } else {
                Listener.write(out, "200 OK", "page".getBytes(UTF_8));
              }
            });
    net =
        TestNet.with(
            Map.of(
                "riskwire.fetch.allow-private-networks", "true", "riskwire.fetch.host-gap", "0s"),
            TestNet::loopback,
            clock);
  }

  @AfterEach
  void close() throws IOException {
    net.close();
    site.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a | true  | ''",
        "/a | false | User-agent: *;Disallow: /",
        "/a | false | user-agent:*;disallow:/a",
        "/b | true  | User-agent: *;Disallow: /a",
        "/a | false | User-agent: Riskwire;Disallow: /a;;User-agent: *;Allow: /",
        "/a | true  | User-agent: riskwire;Allow: /a;;User-agent: *;Disallow: /",
        "/a | true  | User-agent: OtherBot;Disallow: /",
        "/a | false | User-agent: OtherBot;User-agent: RISKWIRE;Disallow: /",
        "/a/b | true  | User-agent: *;Disallow: /a;Allow: /a/b",
        "/a/c | false | User-agent: *;Disallow: /a;Allow: /a/b",
        "/x.pdf | false | User-agent: *;Disallow: /*.pdf$",
        "/x.pdf?q | true | User-agent: *;Disallow: /*.pdf$",
        "/K%C3%A4se | false | User-agent: *;Disallow: /Käse",
        "/a?b=c | false | User-agent: *;Disallow: /a?b",
        "/robots | true | <!doctype html>;<title>Not here</title>",
      })
  void thePageIsReadOnlyIfRobotsTxtPermits(String path, boolean isAllowed, String lines) {
    robots = lines.replace(';', '\n');
    assertThat(isRead(path)).isEqualTo(isAllowed);
    assertThat(paths())
        .isEqualTo(isAllowed ? List.of("/robots.txt", path) : List.of("/robots.txt"));
  }

  @Test
  void aFeedIsThereToBeReadByPrograms() {
    robots = "User-agent: *\nDisallow: /";
    Get feed = Get.feed(URI.create(site.at("news.example") + "/feed"), Validators.NONE);
    assertThat(net.get(feed)).isInstanceOf(Body.class);
    assertThat(paths()).containsExactly("/feed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 Bad", "401 Who", "403 No", "404 Not Found", "410 Gone"})
  void aSiteWithoutRobotsTxtPermitsAll(String status) {
    head = status;
    robots = "User-agent: *\nDisallow: /";
    assertThat(isRead("/a")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "500 Broken",
        "503 Busy",
        "503 Busy\r\nRetry-After: 60",
        "429 Slow\r\nRetry-After: 60"
      })
  void aSiteWhoseRobotsTxtFailsIsLeftAloneForTenMinutes(String status) {
    head = status;
    assertThat(isRead("/a")).isFalse();
    head = "200 OK";
    assertThat(isRead("/a")).isFalse();
    clock.turn(Duration.ofMinutes(11));
    assertThat(isRead("/a")).isTrue();
    assertThat(paths()).containsExactly("/robots.txt", "/robots.txt", "/a");
  }

  @Test
  void aRobotsTxtThatHasFailedForADayNoLongerForbids() {
    head = "500 Broken";
    for (int i = 0; i < 23; i++, clock.turn(Duration.ofHours(1))) {
      assertThat(isRead("/a")).as("hour " + i).isFalse();
    }
    clock.turn(Duration.ofHours(1));
    assertThat(isRead("/a")).isTrue();
  }

  @Test
  void whatRobotsTxtSaidStandsWhileItFails() {
    robots = "User-agent: *\nDisallow: /a";
    assertThat(isRead("/a")).isFalse();
    head = "500 Broken";
    clock.turn(Duration.ofHours(25));
    assertThat(isRead("/a")).isFalse();
    assertThat(isRead("/b")).isTrue();
  }

  @Test
  void robotsTxtIsKeptForADay() {
    assertThat(isRead("/a")).isTrue();
    robots = "User-agent: *\nDisallow: /";
    clock.turn(Duration.ofHours(23));
    assertThat(isRead("/a")).isTrue();
    clock.turn(Duration.ofHours(1));
    assertThat(isRead("/a")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"7200, 119, 121", "1, 59, 61", "9999999, 1439, 1441"})
  void robotsTxtIsKeptAsLongAsItsServerSaysWithinBounds(long age, long same, long anew) {
    head = "200 OK\r\nCache-Control: max-age=" + age;
    assertThat(isRead("/a")).isTrue();
    robots = "User-agent: *\nDisallow: /";
    clock.turn(Duration.ofMinutes(same));
    assertThat(isRead("/a")).isTrue();
    clock.turn(Duration.ofMinutes(anew - same));
    assertThat(isRead("/a")).isFalse();
  }

  @Test
  void aHugeRobotsTxtCountsAsFarAsItIsRead() {
    robots = "User-agent: *\nDisallow: /a\n" + "# talk\n".repeat(100_000) + "Disallow: /b\n";
    assertThat(isRead("/a")).isFalse();
    assertThat(isRead("/b")).isTrue();
  }

  @Test
  void robotsTxtMayLieElsewhere() throws Exception {
    byte[] rules = "User-agent: *\nDisallow: /a".getBytes(UTF_8);
    try (Listener elsewhere = Listener.answering("200 OK", rules)) {
      head = "301 Moved\r\nLocation: " + elsewhere.at("other.example") + "/robots.txt";
      assertThat(isRead("/a")).isFalse();
      assertThat(isRead("/b")).isTrue();
    }
  }

  @Test
  void aRobotsTxtThatRedirectsForEverIsNone() {
    head = "302 Found\r\nLocation: /robots.txt";
    assertThat(isRead("/a")).isTrue();
  }

  @Test
  void aRedirectIsNoWayAroundTheOtherSitesRobotsTxt() throws Exception {
    robots = "User-agent: *\nDisallow: /";
    String head = "302 Found\r\nLocation: " + site.at("news.example") + "/a";
    try (Listener open =
        new Listener(
            (request, out) ->
                Listener.write(
                    out,
                    request.path().equals("/robots.txt") ? "404 Not Found" : head,
                    new byte[0]))) {
      Fetched fetched = net.get(Get.page(URI.create(open.at("open.example") + "/b")));
      assertThat(fetched)
          .isEqualTo(
              new Failed(
                  null, Kind.ROBOTS, "the robots.txt of news.example asks not to read this"));
    }
  }

  @Test
  void eachHostHasRulesOfItsOwn() {
    robots = "User-agent: *\nDisallow: /";
    assertThat(isRead("/a")).isFalse();
    robots = "";
    assertThat(net.get(Get.page(URI.create(site.at("www.news.example") + "/a"))))
        .isInstanceOf(Body.class);
  }

  @Test
  void manyPagesAtOnceReadRobotsTxtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> pages =
          Stream.of("/a", "/b", "/c", "/d", "/e", "/f")
              .<Callable<Boolean>>map(path -> () -> isRead(path))
              .toList();
      for (var page : threads.invokeAll(pages)) assertThat(page.get()).isTrue();
    }
    assertThat(paths()).containsOnlyOnce("/robots.txt").hasSize(7);
  }

  @Test
  void aSiteThatIsDownIsSaidToBeDown() throws Exception {
    site.close();
    assertThat(net.get(Get.page(URI.create(site.at("news.example") + "/a"))))
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.kind()).isEqualTo(Kind.CONNECT));
  }

  @Test
  void aSiteThatWasDownIsAskedAgainAfterAMinute() throws Exception {
    head = "nonsense";
    Get page = Get.page(URI.create(site.at("news.example") + "/a"));
    assertThat(net.get(page))
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.kind()).isEqualTo(Kind.PROTOCOL));
    head = "200 OK";
    assertThat(net.get(page)).isInstanceOf(Failed.class);
    clock.turn(Duration.ofSeconds(61));
    assertThat(net.get(page)).isInstanceOf(Body.class);
  }

  private boolean isRead(String path) {
    return switch (net.get(Get.page(URI.create(site.at("news.example") + path)))) {
      case Body page -> true;
      case Failed failed when failed.kind() == Kind.ROBOTS -> false;
      case Fetched other -> throw new AssertionError(other);
    };
  }

  private List<String> paths() {
    return site.requests.stream().map(Listener.Request::path).toList();
  }
}
