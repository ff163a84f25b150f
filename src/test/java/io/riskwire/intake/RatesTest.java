package io.riskwire.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.Evidence;
import io.riskwire.risk.Act;
import io.riskwire.risk.Rates;
import io.riskwire.risk.Rates.By;
import io.riskwire.risk.Rates.Rate;
import io.riskwire.risk.Reviews.Author;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What analysts reject is counted against the rules that read it and the sources that said it. */
@DatabaseContract
class RatesTest {
  private static final String BAN =
      "Alibaba has banned its employees from using Claude Code from 10 July, telling them to use"
          + " Qoder instead, the company said in a notice on Friday.";
  private static final String OUTAGE =
      "Bunq is down. Customers of the bank Bunq could not pay by card for two hours on Friday"
          + " because of an outage.";

  private final World world;
  private final Rates rates;

  RatesTest(TestDatabase kind) {
    world = new World(kind);
    rates = new Rates(world.database);
  }

  @Test
  void aRejectedIncidentCountsAgainstEachOfItsSourcesOnceAndSaysWhy() {
    long first = accept("https://a.example/1", "Alibaba bans Claude Code", BAN);
    accept("https://a.example/2", "Claude Code banned at Alibaba", BAN);
    accept("https://b.example/1", "Claude Code banned at Alibaba", BAN);
    long other = accept("https://a.example/3", "Bunq suffers outage", OUTAGE);
    world.reviews.act(
        incident(first), new Act.Reject(Act.Why.OLD_NEWS), new Author("mira", "old-news: of May"));
    world.reviews.act(incident(other), new Act.Confirm(), new Author("mira", null));
    assertThat(rates.list(By.SOURCE, 10, null).items())
        .containsExactly(
            new Rate("a.example", 2, 1, Map.of(Act.Why.OLD_NEWS, 1)),
            new Rate("b.example", 1, 1, Map.of(Act.Why.OLD_NEWS, 1)));
  }

  @Test
  void aRejectedIncidentCountsAgainstTheRulesThatReadIt() {
    long article = accept("https://a.example/1", "Alibaba bans Claude Code", BAN);
    world.reviews.act(
        incident(article), new Act.Reject(Act.Why.OPINION), new Author("mira", "opinion"));
    List<String> rules =
        world.events.of(article).getFirst().event().evidence().stream()
            .map(Evidence::rule)
            .distinct()
            .sorted()
            .toList();
    assertThat(rates.list(By.RULE, 10, null).items())
        .extracting(Rate::of)
        .containsExactlyElementsOf(rules);
  }

  @Test
  void whatNobodyJudgedIsNotCounted() {
    accept("https://a.example/1", "Alibaba bans Claude Code", BAN);
    assertThat(rates.list(By.SOURCE, 10, null).items()).isEmpty();
  }

  @Test
  void pagesNeitherSkipNorRepeat() {
    long first = accept("https://a.example/1", "Alibaba bans Claude Code", BAN);
    accept("https://b.example/1", "Claude Code banned at Alibaba", BAN);
    world.reviews.act(incident(first), new Act.Reject(Act.Why.OTHER), new Author("mira", "a hoax"));
    var page = rates.list(By.SOURCE, 1, null);
    var next = rates.list(By.SOURCE, 1, page.next().encode());
    assertThat(page.items()).extracting(Rate::of).containsExactly("a.example");
    assertThat(next.items()).extracting(Rate::of).containsExactly("b.example");
    assertThat(next.next()).isNull();
    assertThat(page.total()).isEqualTo(2);
  }

  private long incident(long article) {
    return world.events.of(article).getFirst().incident();
  }

  private long accept(String url, String title, String text) {
    return world.intake.accept(World.article(url, title, text, "2026-07-03T10:00:00Z")).id();
  }
}
