package io.riskwire.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.RunningService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built service with its index in OpenSearch. */
@Tag("long")
class OnOpenSearchIT {
  @TempDir static Path folder;

  @Test
  void whatIsPushedIsFoundAndAClusterThatIsDownIsSaid() {
    try (OpenSearchNode node = OpenSearchNode.start(folder, "512m");
        RunningService service =
            RunningService.on(folder)
                .feeds("sources: []")
                .with("riskwire.search.engine", "opensearch")
                .with("riskwire.opensearch.hosts", node.address())
                .ready()) {
      assertThat(service.post("/articles", article("1", "City bans chatbots")).status())
          .isEqualTo(201);
      service.awaitNoLag();
      var found = service.get("/articles?q=ban&facets=source,day&collapse=story").json();
      assertThat(found.at("/total").asInt()).isEqualTo(1);
      assertThat(found.at("/items/0/title").asText()).isEqualTo("City bans chatbots");
      assertThat(found.at("/facets/day/0/value").asText()).isEqualTo("2026-07-01");
      assertThat(service.anonymous("/q/health").body()).contains("OpenSearch");

      node.close();
      assertThat(service.get("/articles?q=ban").status()).isEqualTo(503);
      assertThat(service.anonymous("/q/health").status()).isEqualTo(503);
      assertThat(service.post("/articles", article("2", "Another")).status()).isEqualTo(201);
      assertThat(folder.resolve("state").resolve("lucene")).doesNotExist();
    }
  }

  @Test
  void anEngineThatThereIsNotIsSaidAtOnce(@TempDir Path other) {
    try (RunningService service =
        RunningService.on(other)
            .feeds("sources: []")
            .with("riskwire.search.engine", "sphinx")
            .started()) {
      assertThat(service.exitCode()).isNotZero();
      assertThat(service.log()).contains("riskwire.search.engine is lucene or opensearch");
    }
  }

  private static Map<String, String> article(String id, String title) {
    return Map.of(
        "url", "https://news.example/" + id,
        "title", title,
        "text", "The ban begins at once.",
        "published", "2026-07-01T08:00:00Z",
        "source", "Wire");
  }
}
