package io.riskwire.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.riskwire.base.Invalid;
import io.riskwire.net.Fetched.Body;
import io.riskwire.net.Fetched.ComeBack;
import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import io.riskwire.net.Fetched.NotModified;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class NetTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-08-12T12:00:00Z"), ZoneOffset.UTC);
  private static final byte[] FEED = "<rss>Kupfer, Käse</rss>".getBytes(UTF_8);

  /** 64 MB of the letter a. */
  private static final byte[] BROTLI_BOMB =
      Base64.getDecoder()
          .decode("z///f/glwuKxQCD3/p/////wSwDEYQGA7v0/////4ZcAiMMiAN37//z//8cvARCHBQC69/8=");

  private final Net net = net(Map.of("riskwire.fetch.contact", "news@example.org"));
  private final Net hasty =
      net(
          Map.of(
              "riskwire.fetch.first-byte-timeout", "300ms",
              "riskwire.fetch.whole-timeout", "600ms"));

  @AfterAll
  void close() {
    net.close();
    hasty.close();
  }

  @Test
  void aFeedIsReadWithWhatIsNeededToAskAgain() throws Exception {
    try (Listener server =
        Listener.answering(
            "200 OK\r\nContent-Type: application/rss+xml\r\nETag: W/\"1\"\r\n"
                + "Last-Modified: Tue, 11 Aug 2026 08:00:00 GMT\r\nCache-Control: max-age=600",
            FEED)) {
      URI address = URI.create(server.at("feeds.example") + "/feed");
      Body body = body(net.get(Get.feed(address, Validators.NONE)));
      assertThat(body.bytes()).isEqualTo(FEED);
      assertThat(body.address()).isEqualTo(address);
      assertThat(body.movedTo()).isNull();
      assertThat(body.contentType()).isEqualTo("application/rss+xml");
      assertThat(body.validators())
          .isEqualTo(new Validators("W/\"1\"", "Tue, 11 Aug 2026 08:00:00 GMT"));
      assertThat(body.maxAge()).isEqualTo(Duration.ofMinutes(10));
      assertThat(server.requests)
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.line()).isEqualTo("GET /feed HTTP/1.1");
                assertThat(request.header("Host")).isEqualTo("feeds.example:" + server.port());
                assertThat(request.header("User-Agent"))
                    .isEqualTo("Riskwire/dev (+news@example.org)");
                assertThat(request.header("Accept-Encoding")).isEqualTo("gzip, deflate, br");
                assertThat(request.header("If-None-Match")).isNull();
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "feeds.example //a//b //a//b",
        "feeds.example /a;b=c,d?e=/f?g&&h=[i] /a;b=c,d?e=/f?g&&h=[i]",
        "feeds.example /a%2Fb%20c /a%2Fb%20c",
        "feeds.example /../a/./b /../a/./b",
        "feeds.example '' /",
        "feeds.example ?q /?q",
        "my_feeds.example /a /a",
        "[0:0:0:0:0:0:0:1] /a /a",
        "127.0.0.1 /a /a",
      })
  void anOddAddressIsAskedForAsItStands(String host, String path, String asked) throws Exception {
    try (Listener server = Listener.answering("200 OK", FEED)) {
      body(net.get(feed(server.at(host) + path)));
      assertThat(server.requests.getFirst().path()).isEqualTo(asked);
      assertThat(server.requests.getFirst().header("Host")).isEqualTo(host + ":" + server.port());
    }
  }

  @Test
  void anUnchangedFeedIsNotSentAgain() throws Exception {
    try (Listener server =
        Listener.answering("304 Not Modified\r\nETag: \"2\"\r\nCache-Control: no-cache", FEED)) {
      Validators known = new Validators("\"1\"", "Tue, 11 Aug 2026 08:00:00 GMT");
      URI address = URI.create(server.at("feeds.example"));
      NotModified expected =
          new NotModified(new Validators("\"2\"", "Tue, 11 Aug 2026 08:00:00 GMT"), Duration.ZERO);
      assertThat(net.get(Get.feed(address, known))).isEqualTo(expected);
      assertThat(server.requests.getFirst().header("If-None-Match")).isEqualTo("\"1\"");
      assertThat(server.requests.getFirst().header("If-Modified-Since"))
          .isEqualTo("Tue, 11 Aug 2026 08:00:00 GMT");
      // the body that must not be there does no harm to the next request
      assertThat(net.get(Get.feed(address, known))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, 120, 2026-08-12T12:02:00Z",
    "503, 0, 2026-08-12T12:00:00Z",
    "429, '', 2026-08-12T12:01:00Z",
    "429, 'Wed, 12 Aug 2026 13:30:00 GMT', 2026-08-12T13:30:00Z",
    "503, 'Wed, 12 Aug 2026 11:00:00 GMT', 2026-08-12T12:00:00Z",
    "429, 99999999999999999999, 2026-08-13T12:00:00Z",
    "503, 'Fri, 12 Aug 2033 12:00:00 GMT', 2026-08-13T12:00:00Z",
  })
  void aBusyServerSaysWhenToComeBack(int status, String after, Instant expected) throws Exception {
    try (Listener server =
            Listener.answering(status + " Busy\r\nRetry-After: " + after, new byte[0]);
        Net own = net(Map.of())) {
      assertThat(own.get(feed(server.at("feeds.example"))))
          .isEqualTo(new ComeBack(status, expected));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cache-Control: max-age=60|60",
        "Cache-Control: public, s-maxage=9, max-age=\"60\"|60",
        "Cache-Control: public~Cache-Control: Max-Age=60|60",
        "Cache-Control: max-age=60, no-cache|0",
        "Cache-Control: no-store|0",
        "Cache-Control: max-age=999999999999999999|31536000",
        "Cache-Control: max-age=60~Expires: Wed, 12 Aug 2026 13:00:00 GMT|60",
        "Expires: Wed, 12 Aug 2026 13:00:00 GMT|3600",
        "Expires: Wed, 12 Aug 2026 11:00:00 GMT|0",
        "Expires: 0|0",
        "X: y|",
      })
  void aFeedSaysHowLongItStaysAsItIs(String headers, Long seconds) throws Exception {
    try (Listener server = Listener.answering("200 OK\r\n" + headers.replace("~", "\r\n"), FEED)) {
      assertThat(body(get(server)).maxAge())
          .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 500, 503})
  void anErrorKeepsItsStatus(int status) throws Exception {
    try (Listener server = Listener.answering(status + " No", new byte[10])) {
      assertThat(get(server))
          .isEqualTo(new Failed(status, Kind.HTTP, "feeds.example answered with status " + status));
    }
  }

  @Test
  void packedBodiesAreUnpacked() throws Exception {
    byte[] brotli = Base64.getDecoder().decode("iwuAPHJzcz5LdXBmZXIsIEvDpHNlPC9yc3M+Aw==");
    for (Map.Entry<String, byte[]> packed :
        Map.of(
                "gzip", gzip(FEED),
                "X-GZip", gzip(FEED),
                "deflate", deflate(FEED, false),
                "Deflate", deflate(FEED, true),
                "br", brotli,
                "br, gzip", gzip(brotli),
                "GZIP", FEED)
            .entrySet()) {
      try (Listener server =
          Listener.answering("200 OK\r\nContent-Encoding: " + packed.getKey(), packed.getValue())) {
        assertThat(body(get(server)).bytes()).as(packed.getKey()).isEqualTo(FEED);
      }
    }
  }

  @Test
  void whatCannotBeUnpackedIsAProblemOfTheServer() throws Exception {
    byte[] cut = Arrays.copyOf(gzip(new byte[50_000]), 60);
    byte[] broken = gzip(FEED);
    broken[12] ^= 0x55;
    for (Map.Entry<String, byte[]> packed :
        Map.of("gzip", cut, "x-gzip", broken, "br", FEED, "deflate", FEED, "zstd", FEED)
            .entrySet()) {
      try (Listener server =
          Listener.answering("200 OK\r\nContent-Encoding: " + packed.getKey(), packed.getValue())) {
        assertFailed(get(server), Kind.PROTOCOL);
      }
    }
  }

  @Test
  void aBombIsDefused() throws Exception {
    byte[] gzip = gzip(new byte[24 << 20]);
    assertThat(gzip.length).isLessThan(30_000);
    for (Map.Entry<String, byte[]> bomb :
        Map.of("gzip", gzip, "gzip, gzip", gzip(gzip), "br", BROTLI_BOMB).entrySet()) {
      try (Listener server =
          Listener.answering("200 OK\r\nContent-Encoding: " + bomb.getKey(), bomb.getValue())) {
        assertFailed(get(server), Kind.TOO_LARGE);
      }
    }
  }

  @Test
  void aPageOfFortyMegabytesIsGivenUpWhetherItIsAnnouncedOrNot() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (Listener server =
        new Listener(
            (request, out) -> {
              if (request.path().equals("/robots.txt")) {
                Listener.write(out, "404 Not Found", new byte[0]);
                return;
              }
              boolean isAnnounced = request.path().equals("/announced");
              out.write(
                  ("HTTP/1.1 200 OK\r\n"
                          + (isAnnounced ? "Content-Length: 40000000\r\n" : "")
                          + "Connection: close\r\n\r\n")
                      .getBytes(UTF_8));
              for (int i = 0; i < 400; i++, sent.addAndGet(100_000)) out.write(new byte[100_000]);
            })) {
      assertFailed(
          net.get(Get.page(URI.create(server.at("pages.example") + "/announced"))), Kind.TOO_LARGE);
      assertThat(sent.get()).isLessThan(10_000_000); // nothing but what fits into the buffers
      sent.set(0);
      assertFailed(
          net.get(Get.page(URI.create(server.at("pages.example") + "/unannounced"))),
          Kind.TOO_LARGE);
      assertThat(sent.get()).isBetween(9_900_000L, 30_000_000L);
    }
  }

  @Test
  void aBodyWithoutEndIsGivenUp() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
              byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(UTF_8);
              while (true) out.write(chunk);
            })) {
      assertFailed(get(server), Kind.TOO_LARGE);
    }
  }

  @Test
  void theBodyOfAnErrorIsNotWaitedFor() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              out.write("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
              byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(UTF_8);
              while (true) out.write(chunk);
            })) {
      assertFailed(get(server), Kind.HTTP);
    }
  }

  @Test
  void aServerThatDripsIsStoppedAfterTheWholeTime() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(UTF_8));
              drip(out, "x");
            })) {
      assertStopped(server);
    }
  }

  @Test
  void aServerThatDripsItsHeadIsStoppedAfterTheWholeTime() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(UTF_8));
              drip(out, "x");
            })) {
      assertStopped(server);
    }
  }

  @Test
  void aServerThatIsSilentIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (Listener server = new Listener((request, out) -> never.await())) {
      assertStopped(server);
    }
  }

  @Test
  void theWholeTimeCoversTheRedirectsToo() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              Thread.sleep(250);
              Listener.write(out, "302 Found\r\nLocation: /" + System.nanoTime(), new byte[0]);
            })) {
      assertStopped(server);
    }
  }

  @Test
  void headersWithoutEndAreGivenUp() throws Exception {
    for (String header :
        new String[] {"X-A: b\r\n", "X-A: " + "b".repeat(7000) + "\r\n", "bbbbbbbb"}) {
      try (Listener server =
          new Listener(
              (request, out) -> {
                out.write("HTTP/1.1 200 OK\r\nX-First: ".getBytes(UTF_8));
                while (true) out.write(header.getBytes(UTF_8));
              })) {
        assertFailed(get(server), Kind.TOO_LARGE);
      }
    }
  }

  @Test
  void aHeadMayHaveSixtyFourKilobytesInAll() throws Exception {
    String header = "\r\nX-A: " + "b".repeat(7000);
    try (Listener fits = Listener.answering("200 OK" + header.repeat(8), FEED);
        Listener large = Listener.answering("200 OK" + header.repeat(20), FEED)) {
      assertThat(body(get(fits)).bytes()).isEqualTo(FEED);
      assertFailed(get(large), Kind.TOO_LARGE);
    }
  }

  @Test
  void interimAnswersWithoutEndAreGivenUp() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              while (true) out.write("HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n".getBytes(UTF_8));
            })) {
      assertStopped(server);
    }
  }

  @Test
  void aLoopOfRedirectsEnds() throws Exception {
    try (Listener server = Listener.answering("302 Found\r\nLocation: /again", new byte[0])) {
      assertFailed(get(server), Kind.TOO_MANY_REDIRECTS);
      assertThat(server.requests).hasSize(7);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, 301, true",
    "301, 308, true",
    "308, 308, true",
    "301, 302, false",
    "302, 301, false",
    "307, 301, false",
    "303, 303, false",
  })
  void onlyAPermanentRedirectMovesASource(int first, int second, boolean isMoved) throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              switch (request.path()) {
                case "/a" -> Listener.write(out, first + " X\r\nLocation: /b?q=1", new byte[3]);
                case "/b?q=1" -> Listener.write(out, second + " X\r\nLocation: c", new byte[3]);
                default -> Listener.write(out, "200 OK", FEED);
              }
            })) {
      Body body =
          body(net.get(Get.feed(URI.create(server.at("feeds.example") + "/a"), Validators.NONE)));
      URI last = URI.create(server.at("feeds.example") + "/c");
      assertThat(body.address()).isEqualTo(last);
      assertThat(body.movedTo()).isEqualTo(isMoved ? last : null);
    }
  }

  @Test
  void aRedirectMayBeWrittenInUtf8() throws Exception {
    String head = new String("302 Found\r\nLocation: /Käse 1".getBytes(UTF_8), ISO_8859_1);
    try (Listener server =
        new Listener(
            (request, out) -> {
              if (request.path().equals("/")) Listener.write(out, head, new byte[0]);
              else Listener.write(out, "200 OK", FEED);
            })) {
      assertThat(body(get(server)).address().getRawPath()).isEqualTo("/K%C3%A4se%201");
    }
  }

  @Test
  void aSourcesOwnHeadersStayWithItsHost() throws Exception {
    try (Listener other = Listener.answering("200 OK", FEED);
        Listener server =
            new Listener(
                (request, out) -> {
                  String to = request.path().equals("/") ? "/own" : other.at("other.example");
                  Listener.write(
                      out, "302 Found\r\nSet-Cookie: a=b\r\nLocation: " + to, new byte[0]);
                })) {
      Get get =
          Get.feed(URI.create(server.at("feeds.example")), Validators.NONE)
              .with(Map.of("Authorization", "Bearer secret", "user-agent", "Special"));
      body(net.get(get));
      assertThat(server.requests)
          .hasSize(2)
          .allSatisfy(
              request -> {
                assertThat(request.header("Authorization")).isEqualTo("Bearer secret");
                assertThat(request.header("User-Agent")).isEqualTo("Special");
                assertThat(request.header("Cookie")).isNull();
              });
      assertThat(other.requests)
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.header("Authorization")).isNull();
                assertThat(request.header("User-Agent")).startsWith("Riskwire/");
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X-Token, 'a\r\nHost: other.example'",
    "'X-Token: a\r\nX', b",
    "Host, other.example",
    "Transfer-Encoding, chunked",
    "'', a",
  })
  void aHeaderThatWouldChangeTheRequestIsTheCallersMistake(String name, String value) {
    Get get = Get.page(URI.create("http://feeds.example/"));
    assertThatThrownBy(() -> get.with(Map.of(name, value))).isInstanceOf(Invalid.class);
  }

  @Test
  void aBodyShorterThanItSaysIsNoBody() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort".getBytes(UTF_8));
              throw new IOException("hang up");
            })) {
      assertFailed(get(server), Kind.PROTOCOL);
    }
  }

  @Test
  void aBodyLongerThanItSaysIsCutAndDoesNoHarmToTheNext() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) ->
                out.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshortHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong"
                        .getBytes(UTF_8)))) {
      for (int i = 0; i < 5; i++) {
        assertThat(body(get(server)).bytes()).asString(UTF_8).isEqualTo("short");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -5",
        "Content-Length: 99999999999999999999",
        "Content-Length: five",
        "Content-Length: 5\r\nContent-Length: 6",
        "Transfer-Encoding: chunked\r\nX: y\r\n\r\nzz\r\nshort",
      })
  void aNonsensicalLengthIsAnErrorOfTheServer(String header) throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              out.write(("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\nshort").getBytes(UTF_8));
              throw new IOException("hang up");
            })) {
      assertThat(get(server))
          .isInstanceOfSatisfying(
              Failed.class, f -> assertThat(f.kind()).isIn(Kind.PROTOCOL, Kind.TOO_LARGE));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SSH-2.0-OpenSSH\r\n", "", "HTTP/9.9 abc\r\n\r\n", "\u0000\u0001\r\n\r\n"})
  void whatIsNoWebServerIsSaidToBeNone(String greeting) throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              out.write(greeting.getBytes(ISO_8859_1));
              throw new IOException("hang up");
            })) {
      assertFailed(get(server), Kind.PROTOCOL);
    }
  }

  @Test
  void aHostThatIsNotThereIsToldFromOneThatDoesNotAnswer() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertFailed(net.get(feed("http://nowhere.example/")), Kind.DNS);
    assertFailed(net.get(feed("http://feeds.example:" + closed)), Kind.CONNECT);
  }

  @Test
  void aServerWithoutEncryptionIsNoSecureOne() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      Thread.startVirtualThread(
          () -> {
            try (Socket socket = server.accept()) {
              socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(UTF_8));
              socket.getInputStream().read();
            } catch (IOException closed) {
              // the test is over
            }
          });
      assertFailed(net.get(feed("https://feeds.example:" + server.getLocalPort())), Kind.TLS);
    }
  }

  @Test
  void aServerThatNeverFinishesTheHandshakeIsStoppedAfterTheWholeTime() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      assertStopped(feed("https://feeds.example:" + server.getLocalPort()));
    }
  }

  @Test
  void aConnectionIsUsedAgainAndRenewedWhenTheServerHasClosedIt() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              Listener.write(out, "200 OK", FEED);
              if (request.path().equals("/last")) throw new IOException("hang up unannounced");
            })) {
      for (String path : new String[] {"/", "/", "/last", "/", "/"}) {
        body(net.get(feed(server.at("feeds.example") + path)));
      }
      assertThat(server.connections).hasValue(2);
    }
  }

  @Test
  void aWebhookGetsItsMessageOnce() throws Exception {
    try (Listener server = Listener.answering("204 No Content", new byte[0])) {
      Post post =
          new Post(
              URI.create(server.at("hooks.example") + "/in?key=1"),
              "application/json",
              "{\"text\":\"Käse\"}".getBytes(UTF_8),
              Map.of("X-Signature", "abc"));
      assertThat(body(net.post(post)).status()).isEqualTo(204);
      assertThat(server.requests)
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.line()).isEqualTo("POST /in?key=1 HTTP/1.1");
                assertThat(request.header("Content-Type")).isEqualTo("application/json");
                assertThat(request.header("X-Signature")).isEqualTo("abc");
                assertThat(new String(request.body().getBytes(ISO_8859_1), UTF_8))
                    .isEqualTo("{\"text\":\"Käse\"}");
              });
    }
  }

  @Test
  void aWebhookIsNotSentTwiceWhenTheConnectionBreaks() throws Exception {
    try (Listener server =
        new Listener(
            (request, out) -> {
              throw new IOException("hang up");
            })) {
      assertThat(net.post(post(server))).isInstanceOf(Failed.class);
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void aWebhookThatRedirectsIsNotFollowed() throws Exception {
    try (Listener server = Listener.answering("307 Moved\r\nLocation: /other", new byte[0])) {
      assertThat(net.post(post(server)))
          .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.status()).isEqualTo(307));
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void aClosedNetSaysThatTheServiceStops() throws Exception {
    try (Listener server = Listener.answering("200 OK", FEED)) {
      Net closed = TestNet.open(NOON);
      closed.close();
      assertFailed(closed.get(feed(server.at("127.0.0.1"))), Kind.INTERRUPTED);
    }
  }

  private static Post post(Listener server) {
    return new Post(URI.create(server.at("hooks.example")), "text/plain", FEED, Map.of());
  }

  private Fetched get(Listener server) {
    return net.get(feed(server.at("feeds.example")));
  }

  private static Net net(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("riskwire.fetch.allow-private-networks", "true");
    all.put("riskwire.fetch.host-gap", "0s");
    return TestNet.with(all, NetTest::resolve, NOON);
  }

  private static Get feed(String address) {
    return Get.feed(URI.create(address), Validators.NONE);
  }

  private static Body body(Fetched fetched) {
    return assertThat(fetched).asInstanceOf(type(Body.class)).actual();
  }

  private static void assertFailed(Fetched fetched, Kind kind) {
    assertThat(fetched)
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.kind()).isEqualTo(kind));
  }

  private void assertStopped(Listener server) {
    assertStopped(feed(server.at("feeds.example")));
  }

  private void assertStopped(Get get) {
    long start = System.nanoTime();
    assertFailed(hasty.get(get), Kind.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(250), Duration.ofSeconds(4));
  }

  private static void drip(OutputStream out, String drop) throws Exception {
    while (true) {
      out.write(drop.getBytes(UTF_8));
      out.flush();
      Thread.sleep(50);
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean isBare) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(6, isBare))) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static InetAddress[] resolve(String host) throws UnknownHostException {
    if (host.equals("nowhere.example")) throw new UnknownHostException(host);
    return TestNet.loopback(host);
  }
}
