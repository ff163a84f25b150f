package io.riskwire.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.article.Article;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.risk.Incident;
import io.riskwire.risk.IncidentFilter;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseContract
class RenamingTest {
  private final World world;
  private final Vendors vendors;
  private final NamesFollower follower;

  RenamingTest(TestDatabase kind) {
    world = new World(kind);
    vendors = new Vendors(world.database, world.log, world.clock);
    follower = new NamesFollower(vendors, renaming());
  }

  private Renaming renaming() {
    return new Renaming(
        world.database, world.log, vendors, world.articles, world.events, world.incidents);
  }

  @Test
  void whatIsStoredUnderAFormerNameIsFoundUnderTheNewOne() {
    long article = publish();
    follow();
    vendors.change("anthropic", named("Inkwell Systems"));
    follow();
    assertThat(incident().roles().vendor()).isEqualTo("Inkwell Systems");
    assertThat(world.articles.find(article).map(Article::vendors).orElseThrow())
        .contains("Inkwell Systems")
        .doesNotContain("Anthropic");
    long before = world.log.position();
    renaming().catchUp();
    assertThat(world.log.position()).isEqualTo(before);
  }

  @Test
  void whatACrashCutShortIsTakenUpAtTheNextStart() {
    publish();
    vendors.merge("anthropic", "openai");
    new NamesFollower(vendors, renaming()).position();
    assertThat(incident().roles().vendor()).isEqualTo("OpenAI");
  }

  private long publish() {
    return world
        .intake
        .accept(
            World.article(
                "https://a.example/1",
                "Alibaba bans Claude Code",
                "Alibaba has banned its employees from using Claude Code from 10 July, telling them"
                    + " to use Qoder instead, the company said in a notice on Friday.",
                "2026-07-03T11:00:00Z"))
        .id();
  }

  private Incident incident() {
    return world.incidents.list(IncidentFilter.ALL, 10, null).items().getFirst();
  }

  private static Vendor named(String name) {
    return new Vendor(name, "ai", "US", null, List.of(), List.of());
  }

  private void follow() {
    for (var changes = world.log.after(follower.position(), 500);
        !changes.isEmpty();
        changes = world.log.after(follower.position(), 500)) follower.follow(changes);
  }
}
