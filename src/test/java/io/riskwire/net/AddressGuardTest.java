package io.riskwire.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Invalid;
import io.riskwire.net.Fetched.Body;
import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The listener {@code inside} stands on every address of this machine and must not hear of anybody.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AddressGuardTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-08-12T12:00:00Z"), ZoneOffset.UTC);

  private final Map<String, Integer> lookups = new ConcurrentHashMap<>();
  private final AtomicReference<String> target = new AtomicReference<>("");
  private Listener inside;
  private Listener open;
  private Net net;

  @BeforeAll
  void listen() throws IOException {
    inside = Listener.answering("200 OK\r\nConnection: close", "secret".getBytes(UTF_8));
    open = new Listener((request, out) -> Listener.write(out, redirect(target.get()), new byte[0]));
    net = net(Map.of("riskwire.fetch.allow", "open.example"));
  }

  @BeforeEach
  void forget() {
    inside.connections.set(0);
    open.requests.clear();
    lookups.clear();
  }

  @AfterAll
  void close() throws IOException {
    net.close();
    open.close();
    inside.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // loopback in the spellings that C libraries and browsers know
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7F.0x00.0x00.0x01",
        "0177.0.0.1",
        "0.0.0.0",
        "localhost",
        "localhost.",
        "inside.example",
        "second.example",
        // special networks
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "169.254.12.34",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.254",
        "240.0.0.1",
        "255.255.255.255",
        // IPv6 and what hides in it
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[fc00::1]",
        "[fd00:dead:beef::50]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[100::1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::a9fe:a9fe]",
        "[2002:7f00:1::]",
        "[2002:a9fe:a9fe::]",
        "[2001:0:4136:e378:8000:63bf:f5ff:fffe]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[5f00::1]",
        "[fe80::1%25lo]",
        // two readings
        "host.example@127.0.0.1",
        "１２７.０.０.１",
        "①②⑦.0.0.1",
        "127。0。0。1",
        "%31%32%37.0.0.1",
        "127%2e0.0.1",
        "%6c%6f%63%61%6c%68%6f%73%74",
      })
  void noSpellingOfAnInsideAddressIsCalled(String host) throws Exception {
    String address = "http://" + host + ":" + inside.port() + "/";
    assertRefused(address);
    assertRefused(address.replace("http:", "https:"));
    assertRefusedAsRedirect(address);
    assertRefusedAsRedirect(address.substring("http:".length()));
    assertThat(inside.connections).hasValue(0);
  }

  @Test
  void theHostIsWhatTheHttpClientWillCall() throws Exception {
    for (String address :
        new String[] {
          "http://127.0.0.1:" + inside.port() + "\\@host.example/",
          "http://169.254.169.254:" + inside.port() + "\\@host.example/",
          "http://127.0.0.1:" + inside.port() + "#@host.example/",
          "http://127.0.0.1:" + inside.port() + "?@host.example/",
        }) {
      assertRefused(address);
      assertRefusedAsRedirect(address);
    }
    assertThat(inside.connections).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "jar:http://127.0.0.1/a.jar!/b",
        "data:text/html,hello",
        "gopher://127.0.0.1/",
        "javascript:alert(1)",
      })
  void onlyTheWebIsCalled(String address) throws Exception {
    assertRefused(address);
    assertRefusedAsRedirect(address);
  }

  @Test
  void anAddressWithoutSchemeIsNotGuessed() {
    assertRefused("://127.0.0.1:" + inside.port() + "/");
    assertRefused("//127.0.0.1:" + inside.port() + "/");
    assertRefused("127.0.0.1:" + inside.port());
    assertThat(inside.connections).hasValue(0);
  }

  @Test
  void aNameThatChangesItsAddressIsCheckedAtEachConnection() {
    try (Net net = net(Map.of("riskwire.fetch.allow", "127.0.0.2"))) {
      URI turning = URI.create("http://turning.example:" + inside.port() + "/");
      assertThat(net.get(Get.feed(turning, Validators.NONE))).isInstanceOf(Body.class);
      assertRefused(net.get(Get.feed(turning, Validators.NONE)));
    }
    assertThat(inside.connections).hasValue(1);
    assertThat(lookups).containsEntry("turning.example", 2); // one for each, none in between
  }

  @Test
  void aNameWithOneInsideAddressAmongOthersIsRefused() {
    try (Net net = net(Map.of("riskwire.fetch.allow", "127.0.0.2"))) {
      URI both = URI.create("http://both.example:" + inside.port() + "/");
      assertRefused(net.get(Get.feed(both, Validators.NONE)));
    }
    assertThat(inside.connections).hasValue(0);
  }

  @Test
  void robotsTxtIsNoWayIn() throws Exception {
    target.set("http://127.0.0.1:" + inside.port() + "/robots.txt");
    assertRefused(net.get(Get.page(URI.create(open.at("open.example") + "/a"))));
    assertThat(inside.connections).hasValue(0);
  }

  @Test
  void aWebhookIsNoWayIn() throws Exception {
    Post post = new Post(URI.create(inside.at("127.0.0.1")), "text/plain", new byte[1], Map.of());
    try (Net net = net(Map.of("riskwire.fetch.allow", "127.0.0.1"))) {
      assertRefused(net.post(post));
      assertThat(inside.connections).hasValue(0);
    }
    try (Net net = net(Map.of("riskwire.webhook.allow", "127.0.0.1"))) {
      assertThat(net.post(post)).isInstanceOf(Body.class);
      assertRefused(net.get(Get.feed(post.address(), Validators.NONE)));
    }
    assertThat(inside.connections).hasValue(1);
  }

  @Test
  void aConnectionThatAWebhookMayHaveDoesNotServeASource() throws Exception {
    try (Listener kept = Listener.answering("200 OK", new byte[1]);
        Net net = net(Map.of("riskwire.webhook.allow", "inside.example"))) {
      URI address = URI.create(kept.at("inside.example"));
      assertThat(net.post(new Post(address, "text/plain", new byte[1], Map.of())))
          .isInstanceOf(Body.class);
      assertRefused(net.get(Get.feed(address, Validators.NONE)));
      assertThat(kept.requests).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inside.example", "Inside.Example.", "127.0.0.1", "127.0.0.0/8"})
  void theAdministratorMayPermitAHostOrANetwork(String allowed) {
    try (Net net = net(Map.of("riskwire.fetch.allow", "wiki.example," + allowed))) {
      URI address = URI.create(inside.at("inside.example"));
      assertThat(net.get(Get.feed(address, Validators.NONE))).isInstanceOf(Body.class);
    }
  }

  @Test
  void aProxyDoesNotOpenTheWayIn() throws Exception {
    try (Listener proxy = Listener.answering("200 OK", "through".getBytes(UTF_8));
        Net net = net(Map.of("riskwire.fetch.proxy", "127.0.0.1:" + proxy.port()))) {
      assertRefused(net.get(Get.feed(URI.create("http://inside.example/"), Validators.NONE)));
      assertRefused(net.get(Get.feed(URI.create("http://10.0.0.1/"), Validators.NONE)));
      assertThat(proxy.connections).hasValue(0);
      assertThat(net.get(Get.feed(URI.create("http://unknown.example/"), Validators.NONE)))
          .isInstanceOf(Body.class);
      assertThat(proxy.requests)
          .extracting(Listener.Request::line)
          .containsExactly("GET http://unknown.example/ HTTP/1.1");
    }
  }

  @Test
  void aPublicAddressPassesAlsoWhereItIsWrappedForNat64() throws Exception {
    Guard guard = new Guard(false, List.of());
    for (String address : new String[] {"8.8.8.8", "2606:4700::1", "64:ff9b::808:808"}) {
      guard.check("news.example", InetAddress.ofLiteral(address));
    }
  }

  private void assertRefused(String address) {
    try {
      assertRefused(net.get(Get.feed(Address.of(address).uri(), Validators.NONE)));
    } catch (Invalid refused) {
      // did not get as far as a connection
    }
  }

  private void assertRefusedAsRedirect(String address) {
    target.set(address);
    open.requests.clear();
    assertRefused(net.get(Get.feed(URI.create(open.at("open.example")), Validators.NONE)));
    assertThat(open.requests).hasSize(1);
  }

  private static void assertRefused(Fetched fetched) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Failed.class, f -> assertThat(f.kind()).isEqualTo(Kind.REFUSED_ADDRESS));
  }

  private static String redirect(String target) {
    return "302 Found\r\nLocation: " + new String(target.getBytes(UTF_8), ISO_8859_1);
  }

  private Net net(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("riskwire.fetch.host-gap", "0s");
    all.put("riskwire.fetch.connect-timeout", "1s");
    return TestNet.with(all, this::resolve, NOON);
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    int count = lookups.merge(host, 1, Integer::sum);
    return switch (host) {
      case "localhost", "inside.example", "open.example" -> addresses("127.0.0.1");
      case "second.example" -> addresses("8.8.8.8", "127.0.0.1");
      case "both.example" -> addresses("127.0.0.2", "127.0.0.1");
      case "turning.example" -> addresses(count == 1 ? "127.0.0.2" : "127.0.0.1");
      default -> throw new UnknownHostException(host);
    };
  }

  private static InetAddress[] addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }
}
