package io.riskwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.TestClock;
import io.riskwire.base.Lang;
import io.riskwire.collect.Items.Offered;
import io.riskwire.collect.Items.Pending;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.SourceSpec;
import io.riskwire.source.Sources;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@DatabaseContract
class ItemsTest {
  private final Database database;
  private final TestClock clock = TestClock.at("2026-07-01T00:00:00Z");
  private final Items items;
  private final long source;

  ItemsTest(TestDatabase kind) {
    database = kind.fresh();
    items = new Items(database, clock);
    source =
        new Sources(database, clock)
            .add(
                new SourceSpec(
                    "A",
                    URI.create("https://a.example/feed"),
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    false),
                Origin.API)
            .id();
  }

  @Test
  void whatIsOfferedAgainIsNoNewsAndWhatWasEditedIs() {
    assertThat(offer(item("1", "First"), item("2", "Second")))
        .isEqualTo(new Offered(2, 0, Map.of(LocalDate.of(2026, 6, 30), 2)));
    items.done(items.pending(source));
    assertThat(offer(item("1", "First"), item("2", "Second, corrected"), item("3", "Third")))
        .isEqualTo(new Offered(1, 1, Map.of(LocalDate.of(2026, 6, 30), 1)));
    assertThat(items.pending(source))
        .extracting(p -> p.item().title())
        .containsExactlyInAnyOrder("Second, corrected", "Third");
  }

  @Test
  void anItemIsPendingWithAllThatTheFeedSaidUntilItsArticleIsStored() {
    Item item = item("1", "First");
    offer(item);
    assertThat(items.sourcesWithPending()).containsExactly(source);
    assertThat(items.pending(source)).extracting(Pending::item).containsExactly(item);
    items.done(items.pending(source));
    assertThat(items.sourcesWithPending()).isEmpty();
  }

  @Test
  void anItemWhoseArticleIsStoredIsKnownAndNotPending() {
    Item first = item("1", "First");
    Item second = item("2", "Second");
    assertThat(items.unknown(source, List.of(first, second, first))).containsExactly(first, second);
    database.write(h -> items.offer(h, source, List.of(first, second), Set.of(first)));
    assertThat(items.pending(source)).extracting(Pending::item).containsExactly(second);
    assertThat(items.unknown(source, List.of(first, second))).isEmpty();
    Item edited = item("1", "First, corrected");
    assertThat(items.unknown(source, List.of(edited, second))).containsExactly(edited);
  }

  @Test
  void whatWasEditedWhileItWasBroughtInIsPendingAnew() {
    offer(item("1", "First"));
    var underWay = items.pending(source);
    offer(item("1", "First, corrected"));
    items.done(underWay);
    assertThat(items.pending(source))
        .extracting(p -> p.item().title())
        .containsExactly("First, corrected");
  }

  @Test
  void ofAContentThatNoDatabaseTakesTheStartIsKept() {
    Item item = item("1", "First", "\u0001".repeat(2_000_000));
    assertThat(offer(item).news()).isEqualTo(1);
    assertThat(items.pending(source).getFirst().item().html()).hasSize(125_000);
    assertThat(offer(item)).isEqualTo(new Offered(0, 0, Map.of()));
  }

  @Test
  void anArticleThatCouldNotBeStoredIsTriedAgainLaterAndLater() {
    offer(item("1", "First"));
    items.again(items.pending(source));
    assertThat(items.pending(source)).isEmpty();
    clock.pass(Duration.ofMinutes(5));
    items.again(items.pending(source));
    clock.pass(Duration.ofMinutes(9));
    assertThat(items.pending(source)).isEmpty();
    clock.pass(Duration.ofMinutes(1));
    assertThat(items.pending(source)).hasSize(1);
  }

  private Offered offer(Item... offered) {
    return database.write(h -> items.offer(h, source, Arrays.asList(offered), Set.of()));
  }

  private static Item item(String id, String title) {
    return item(id, title, "<p>" + title + " text</p>");
  }

  private static Item item(String id, String title, String html) {
    return new Item(
        id,
        URI.create("https://a.example/" + id),
        title,
        Instant.parse("2026-06-30T10:00:00Z"),
        null,
        "Ann Writer",
        html,
        true,
        null,
        Lang.ENGLISH);
  }
}
