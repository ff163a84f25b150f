package io.riskwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.article.Article;
import io.riskwire.collect.Archive.Outcome;
import io.riskwire.collect.Archive.Problem;
import io.riskwire.db.TestDatabase;
import io.riskwire.intake.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveTest {
  private final World world = new World(TestDatabase.H2);
  private final Archive archive = new Archive(world.intake, new ObjectMapper());

  @Test
  void pastArticlesAreTakenInAndSentAgainTheyAreKnown() throws IOException {
    String file =
        """
        {"url":"https://a.example/1","title":"One","text":"Words","published":"2025-07-01"}

        {"url":"https://a.example/2","title":"Zwei","published":"2025-07-02T10:00:00+02:00",\
        "source":"The Post","author":"Ann"}""";
    assertThat(take(file)).isEqualTo(new Outcome(2, 2, 0, 0, List.of()));
    assertThat(take(file)).isEqualTo(new Outcome(2, 0, 2, 0, List.of()));
    Article two =
        world.articles.find(List.of(1L, 2L)).stream()
            .filter(a -> a.title().equals("Zwei"))
            .findFirst()
            .orElseThrow();
    assertThat(two.outlet()).isEqualTo("The Post");
    assertThat(two.author()).isEqualTo("Ann");
    assertThat(two.published()).isEqualTo("2025-07-02T08:00:00Z");
    assertThat(two.isPast()).isTrue();
  }

  @Test
  void aBadLineIsToldByItsNumberAndTheOthersAreTaken() throws IOException {
    String good = "{\"url\":\"https://a.example/%d\",\"title\":\"T\",\"published\":\"2025-07-01\"}";
    Outcome outcome =
        take(
            String.join(
                "\r\n",
                good.formatted(1),
                "{\"url\":\"https://a.example/2\",\"title\":\"T\"}",
                "{\"url\":\"https://a.example/3\",\"titel\":\"T\"}",
                "{\"url\":\"https://a.example/4\",",
                "",
                "{\"url\" oops}",
                "null",
                "{\"url\":\"ftp://a.example/7\",\"title\":\"T\",\"published\":\"2025-07-01\"}",
                "{\"url\":\"https://a.example/8\",\"title\":\"T\",\"published\":\"yesterday\"}",
                good.formatted(9)));
    assertThat(outcome.stored()).isEqualTo(2);
    assertThat(outcome.bad()).isEqualTo(7);
    assertThat(outcome.problems())
        .containsExactly(
            new Problem(2, "published: missing"),
            new Problem(3, "titel: no such field"),
            new Problem(4, "not JSON, or cut off"),
            new Problem(6, "not JSON, from column 8 on"),
            new Problem(7, "line: no object"),
            new Problem(8, "url: not a web address"),
            new Problem(9, "published: not a date or a time: yesterday"));
  }

  @Test
  void aLineThatIsTooLongIsPassedOver() throws IOException {
    String good = "{\"url\":\"https://a.example/1\",\"title\":\"T\",\"published\":\"2025-07-01\"}";
    Outcome outcome = take("x".repeat(5_000_000) + "\n" + good);
    assertThat(outcome.stored()).isEqualTo(1);
    assertThat(outcome.problems())
        .containsExactly(new Problem(1, "line: longer than 4000000 bytes"));
  }

  @Test
  void bytesThatAreNoUtf8AreABadLine() throws IOException {
    byte[] bytes =
        "{\"url\":\"https://a.example/1\",\"title\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 3] = (byte) 0xff;
    assertThat(archive.take(new ByteArrayInputStream(bytes)).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.reason()).startsWith("not "));
  }

  private Outcome take(String lines) throws IOException {
    InputStream in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    return archive.take(in);
  }
}
