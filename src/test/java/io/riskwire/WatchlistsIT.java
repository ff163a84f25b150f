package io.riskwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A purchasing system's list, from its upload to what is asked of it. */
class WatchlistsIT {
  private static final String CSV =
      """
      Lieferant;Produkt;Verantwortlich;Kritikalität;Vertragsende
      Anthropic PBC;Claude Team;eve@buyer.example;hoch;31.12.2026
      Orcale Deutschland;;;;
      Zorvalis Widgets GmbH;;;mittel;bald
      """;

  @TempDir Path home;

  @Test
  void aListIsMatchedReviewedAndAsked() {
    try (RunningService service = RunningService.on(home).feeds("sources: []").ready()) {
      var made = service.post("/watchlists?name=Tools", CSV, "text/csv");
      assertThat(made.status()).isEqualTo(201);
      JsonNode list = made.json();
      assertThat(list.at("/entries/0/vendor").asText()).isEqualTo("Anthropic");
      assertThat(list.at("/entries/0/renewal").asText()).isEqualTo("2026-12-31");
      assertThat(list.at("/entries/1/state").asText()).isEqualTo("review");
      assertThat(list.at("/entries/1/candidates/0/vendor").asText()).isEqualTo("Oracle");
      assertThat(list.at("/entries/2/state").asText()).isEqualTo("created");
      assertThat(list.at("/problems/0").asText()).isEqualTo("line 4: not a date: bald");
      String id = list.at("/id").asText();
      assertThat(service.get("/watchlists").json().at("/items/0/review").asInt()).isEqualTo(1);
      assertThat(service.get("/incidents?watchlist=" + id).json().at("/total").asInt()).isZero();
      assertThat(service.get("/incidents?watchlist=999").status()).isEqualTo(400);
      assertThat(service.post("/watchlists?name=x", "", "text/csv").status()).isEqualTo(400);
      assertThat(service.post("/watchlists", CSV, "text/csv").json().at("/errors/0/field").asText())
          .isEqualTo("name");
      assertThat(service.post("/watchlists?name=x", CSV, "text/html").status()).isEqualTo(415);
      assertThat(service.post("/watchlists?name=x", "a".repeat(9 << 20), "text/csv").status())
          .isEqualTo(413);
      var subscribed =
          service.post(
              "/subscriptions",
              Map.of("watchlist", id, "channel", Map.of("kind", "feed", "to", "")));
      assertThat(subscribed.status()).isEqualTo(201);
      assertThat(subscribed.json().at("/watchlist").asText()).isEqualTo(id);
      var renamed = service.post("/vendors/zorvalis-widgets/merge", Map.of("into", "IBM"));
      assertThat(renamed.status()).isEqualTo(200);
      assertThat(service.get("/watchlists/" + id).json().at("/entries/2/vendor").asText())
          .isEqualTo("IBM");
    }
  }
}
