package io.riskwire.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.net.Fetched.Body;
import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Against a server with a certificate of its own making, for secure.example only. */
@TestInstance(Lifecycle.PER_CLASS)
class TlsTest {
  private static final String PASSWORD = "changeit";

  /** keytool -genkeypair -keyalg EC -dname CN=test -ext san=dns:secure.example -validity 36500 */
  private static final String KEYS =
      """
      MIID+gIBAzCCA6QGCSqGSIb3DQEHAaCCA5UEggORMIIDjTCCASQGCSqGSIb3DQEHAaCCARUEggERMIIBDTCC
      AQkGCyqGSIb3DQEMCgECoIG9MIG6MGYGCSqGSIb3DQEFDTBZMDgGCSqGSIb3DQEFDDArBBS87FLHcVu9s3L7
      rhp26Qv/Nz31VQICJxACASAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEO0e80TSt7RqXofXNxYCCogE
      UFD7mCyJonZvsce3BxH/n0dUHWEQiJ5IjOOVgJBP8w+59jPSJjNZPJjkFxjD+TbGQK8A+RDlCZP8wuxhbUsL
      LGYUhKNNVZOEDyA2/BiVGMjdMTowFQYJKoZIhvcNAQkUMQgeBgBvAHcAbjAhBgkqhkiG9w0BCRUxFAQSVGlt
      ZSAxNzk1NjMxMzU0NDgxMIICYQYJKoZIhvcNAQcGoIICUjCCAk4CAQAwggJHBgkqhkiG9w0BBwEwZgYJKoZI
      hvcNAQUNMFkwOAYJKoZIhvcNAQUMMCsEFDlSGH5zsTh7s2xJsMxdEgbRC83cAgInEAIBIDAMBggqhkiG9w0C
      CQUAMB0GCWCGSAFlAwQBKgQQyAZxQNygStPiXOlfRPDOeICCAdAV6ew8R1QDWQ73GzIJZ9wBbbI4WO9j4RrQ
      HCdwCzgQANUg9ngETbbkM8ULiSfSIx3xdNY8yVhlkdbkQ2VVgT8q6bqbETMbaapySQUprI+fn1PM6gdg8cLU
      ra3bHpQglQRM27611aMVxePcIHcWva3TRbpozVdYeBQc7pOOOJvXLnisAD+D/mHp1kdEdwy8GbnSHM/m9Wtr
      eGSjSMjWyfrrivtuw4Vpcw35NThU6BKxm0WkwJcQsluNlaShAAD6VkxNbsy8cODhLOU0JuoSC+F2rYK7QMVU
      pr4n7pNZd0PzSxITHuvBcm7+e6TFdC7tTar7g6aAowwDRh+0JLcviZoFOLuHh/YpooaLJsb5Rp0mQWRGcRIt
      53aK7GLqFk2HUxJXChtletIOxj8n1KCRg30UZtjgnyUKmOGHs6gfvxa4ODZ7/g/CYTDlrWAPR+EJtZjRVmbJ
      6OLuHaZg/yFXuasXBYuATO+02gXaFZPkU19GLQqy8bZ9XkGAfZbsyb0CUkMK5ZvWbLNAakcP/mOvbVf0Z3yJ
      tB9k1BHgXbYVUE7mUPe1Jpa+eew7vzwEhKX2x1K8Af2diPdPiemzH7/JfLrzIxjfyULr8N8qUx4TjHHx0TBN
      MDEwDQYJYIZIAWUDBAIBBQAEIMk1MiTkzHcOTPNpC+nBk8qGGsXz488jB3SRUzwkpAkRBBQxUiNqYx5u3IGR
      3ti7q6DGgWq6aQICJxA=
      """;

  private Path folder;
  private Certificate certificate;
  private Listener plain;
  private Listener server;

  @BeforeAll
  void listen(@TempDir Path folder) throws Exception {
    this.folder = folder;
    KeyStore store = KeyStore.getInstance("PKCS12");
    byte[] keys = Base64.getMimeDecoder().decode(KEYS);
    store.load(new ByteArrayInputStream(keys), PASSWORD.toCharArray());
    certificate = store.getCertificate("own");
    String pem = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    Files.writeString(
        folder.resolve("own.pem"),
        "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    plain = Listener.answering("200 OK", "plain".getBytes(UTF_8));
    server =
        new Listener(
            tls.getServerSocketFactory().createServerSocket(0),
            (request, out) -> {
              boolean isDown = request.path().equals("/down");
              String head = isDown ? "302 X\r\nLocation: " + plain.at("plain.example") : "200 OK";
              Listener.write(out, head, "secure".getBytes(UTF_8));
            });
  }

  @AfterAll
  void close() throws IOException {
    server.close();
    plain.close();
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    server.requests.clear();
    try (Net net = net(Map.of())) {
      assertFailed(net.get(feed("secure.example", "/")));
    }
    assertThat(server.requests).isEmpty();
  }

  @Test
  void theAdministratorMayVouchWithAPemFile() {
    try (Net net =
        net(Map.of("riskwire.fetch.trust-store", folder.resolve("own.pem").toString()))) {
      assertThat(net.get(feed("secure.example", "/"))).isInstanceOf(Body.class);
      assertFailed(net.get(feed("other.example", "/"))); // not the name in the certificate
    }
  }

  @Test
  void theAdministratorMayVouchWithAKeyStore() throws Exception {
    Path trusted = folder.resolve("trusted.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("own", certificate);
    try (OutputStream out = Files.newOutputStream(trusted)) {
      store.store(out, PASSWORD.toCharArray());
    }
    try (Net net =
        net(
            Map.of(
                "riskwire.fetch.trust-store",
                trusted.toString(),
                "riskwire.fetch.trust-store-password",
                PASSWORD))) {
      assertThat(net.get(feed("secure.example", "/"))).isInstanceOf(Body.class);
    }
  }

  @Test
  void aTrustStoreThatIsNoneKeepsTheServiceFromStarting() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");
    assertThatThrownBy(() -> net(Map.of("riskwire.fetch.trust-store", broken.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("riskwire.fetch.trust-store");
  }

  @Test
  void aWayDownToPlainHttpIsFollowedButNotForASourceWithSecrets() {
    try (Net net =
        net(Map.of("riskwire.fetch.trust-store", folder.resolve("own.pem").toString()))) {
      assertThat(net.get(feed("secure.example", "/down"))).isInstanceOf(Body.class);
      assertThat(plain.requests).hasSize(1);
      assertFailed(net.get(feed("secure.example", "/down").with(Map.of("X-Token", "secret"))));
      assertThat(plain.requests).hasSize(1);
    }
  }

  @Test
  void secureAddressesGoThroughTheProxyUnread() throws Exception {
    try (Listener proxy = Listener.answering("403 No tunnel", new byte[0]);
        Net net = net(Map.of("riskwire.fetch.proxy", "127.0.0.1:" + proxy.port()))) {
      assertThat(net.get(Get.feed(URI.create("https://secure.example/a"), Validators.NONE)))
          .isInstanceOf(Failed.class);
      assertThat(proxy.requests)
          .extracting(Listener.Request::line)
          .containsExactly("CONNECT secure.example:443 HTTP/1.1");
    }
  }

  private Get feed(String host, String path) {
    return Get.feed(URI.create("https://" + host + ":" + server.port() + path), Validators.NONE);
  }

  private static void assertFailed(Fetched fetched) {
    assertThat(fetched)
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.kind()).isEqualTo(Kind.TLS));
  }

  private static Net net(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("riskwire.fetch.allow-private-networks", "true");
    all.put("riskwire.fetch.host-gap", "0s");
    return TestNet.with(all, TestNet::loopback, new TurningClock());
  }
}
