package io.riskwire.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.net.Fetched.Body;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class NetTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-08-12T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void aFeedIsRead() throws Exception {
    try (Listener server =
            Listener.answering(
                "200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"1\"",
                "<rss/>".getBytes(UTF_8));
        Net net = TestNet.open(NOON)) {
      Fetched fetched =
          net.get(Get.feed(URI.create(server.at("127.0.0.1") + "/feed"), Validators.NONE));
      assertThat(fetched)
          .isInstanceOfSatisfying(
              Body.class,
              body -> {
                assertThat(body.bytes()).asString(UTF_8).isEqualTo("<rss/>");
                assertThat(body.validators().etag()).isEqualTo("\"1\"");
              });
    }
  }
}
