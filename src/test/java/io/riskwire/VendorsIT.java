package io.riskwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vendors over the API of the built service, to which two articles were pushed. */
class VendorsIT {
  @TempDir static Path home;
  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.on(home)
            .feeds("sources: []\n")
            .with("riskwire.public-url", "https://risk.example")
            .ready();
    push(
        1,
        "Alibaba bans Claude Code",
        "Alibaba has banned its employees from using Claude Code from 10 July 2027, telling them to"
            + " use Qoder instead, the company said in a notice on Friday.");
    push(
        2,
        "Zorvalis Widgets reports a data breach",
        "Zorvalis Widgets said on Monday that attackers had stolen data of 40,000 customers in a"
            + " breach of its servers.");
    service.awaitNoLag();
  }

  private static void push(int number, String title, String text) {
    var article =
        Map.of(
            "url",
            "https://news.example/" + number,
            "title",
            title,
            "text",
            text,
            "published",
            Instant.now().minusSeconds(86_400 * 3).toString(),
            "source",
            "Example Post");
    assertThat(service.post("/articles", article).status()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aVendorTellsItsRiskWithAllThatMakesIt() {
    JsonNode vendor = service.get("/vendors/anthropic").json();
    assertThat(vendor.at("/name").asText()).isEqualTo("Anthropic");
    assertThat(vendor.at("/products").toString()).contains("\"Claude Code\"");
    assertThat(vendor.at("/risk").asDouble()).isBetween(10.0, 90.0);
    double points = 0;
    for (JsonNode term : vendor.at("/terms")) points += term.at("/points").asDouble();
    assertThat(points).isCloseTo(vendor.at("/risk").asDouble(), within(0.1));
    assertThat(vendor.at("/terms/0/why").asText()).startsWith("severity ");
    assertThat(vendor.at("/timeline")).hasSize(365);
    assertThat(vendor.at("/timeline/364/risk")).isEqualTo(vendor.at("/risk"));
    assertThat(vendor.at("/timeline/364/day").asText()).isEqualTo(today().toString());
    JsonNode ban = vendor.at("/relations/0");
    assertThat(ban.at("/kind").asText()).isEqualTo("ban");
    assertThat(ban.at("/actor").asText()).isEqualTo("Alibaba");
    assertThat(ban.at("/product").asText()).isEqualTo("Claude Code");
    assertThat(ban.at("/replacement").asText()).isEqualTo("Qoder");
    assertThat(vendor.at("/coverage/says").asText())
        .startsWith("Last news ")
        .endsWith(", sent in; no source is set up that would report on it.");
  }

  @Test
  void whatHappenedBeforeItWasReadWasUnknownThen() {
    JsonNode before = service.get("/vendors/anthropic?asOf=" + today().minusDays(1)).json();
    assertThat(before.at("/risk").asDouble()).isZero();
    assertThat(before.at("/incidents")).isEmpty();
    assertThat(before.has("coverage")).isFalse();
    assertThat(service.get("/vendors/anthropic?asOf=" + today().plusDays(2)).status())
        .isEqualTo(400);
  }

  @Test
  void vendorsAreListedByNameOrByRiskAndPageByPage() {
    JsonNode byRisk = service.get("/vendors?sort=risk&size=2").json();
    assertThat(byRisk.at("/total").asInt()).isGreaterThan(4_000);
    assertThat(byRisk.at("/items").findValuesAsText("slug"))
        .containsExactlyInAnyOrder("anthropic", "zorvalis-widgets");
    String next = byRisk.at("/next").asText();
    assertThat(service.get("/vendors?sort=risk&size=2&cursor=" + next).json().at("/items"))
        .hasSize(2)
        .allSatisfy(item -> assertThat(item.at("/risk").asDouble()).isZero());
    JsonNode byName = service.get("/vendors?q=anthropic").json();
    assertThat(byName.at("/items").findValuesAsText("name")).contains("Anthropic");
    assertThat(service.get("/vendors?sort=colour").status()).isEqualTo(400);
    assertThat(service.get("/vendors?q=anthropic", "text/csv").body())
        .contains("anthropic,Anthropic,");
  }

  @Test
  void whoIsNotKnownIsNotFoundAndWhoWasMergedForwards() {
    assertThat(service.get("/vendors/nobody-at-all").status()).isEqualTo(404);
    assertThat(service.get("/vendors/zorvalis-widgets").status()).isEqualTo(200);
    service.post("/vendors", Map.of("name", "Former Tools"));
    service.post("/vendors/former-tools/merge", Map.of("into", "DeepSeek"));
    var forwarded = service.get("/vendors/former-tools");
    assertThat(forwarded.status()).isEqualTo(301);
    assertThat(forwarded.response().headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).endsWith("/api/v1/vendors/deepseek"));
  }

  @Test
  void aReportIsTheSameButForItsStampAndACalendarNeedsNoAccount() throws Exception {
    assertThat(service.get("/reports?vendor=Anthropic", "text/csv").body())
        .contains("tool-ban", "https://news.example/1");
    var pdf = service.get("/reports?vendor=Anthropic", "application/pdf");
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.body()).startsWith("%PDF-").contains("/Title");
    assertThat(service.get("/reports").status()).isEqualTo(400);
    String page = service.get(URI.create(service.base() + "/vendors/anthropic")).body();
    String address = page.replaceFirst("(?s).*(/calendars/[A-Za-z0-9_-]+\\.ics).*", "$1");
    assertThat(service.anonymous(address).body())
        .contains("BEGIN:VCALENDAR", "DTSTART;VALUE=DATE:20270710", "https://risk.example");
    assertThat(service.anonymous(address.replaceFirst("s/.", "s/_")).status()).isEqualTo(404);
  }

  @Test
  void theirPagesOpen() {
    for (String path :
        List.of(
            "/vendors", "/vendors/anthropic", "/vendors/compare?vendor=anthropic&vendor=alibaba"))
      assertThat(service.get(URI.create(service.base() + path)).status()).as(path).isEqualTo(200);
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
  }
}
