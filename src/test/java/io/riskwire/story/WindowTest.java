package io.riskwire.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.event.Analyzer;
import io.riskwire.event.Event;
import io.riskwire.event.Text;
import io.riskwire.vendor.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Analyzer ANALYZER = new Analyzer(Names.load());
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private final Window window = new Window();

  @Test
  void aRewriteInOtherWordsTellsTheSameStory() {
    Live first =
        place(
            "Hamburg schools drop Padlet over privacy",
            "Hamburg's education authority has told its 330 state schools to stop using the"
                + " pin-board service Padlet by Easter because pupils' data end up in the United"
                + " States. Teachers are to move to a board of the state's own.");
    Live second =
        place(
            "Padlet no longer allowed in Hamburg classrooms",
            "Teachers in Hamburg have until Easter to say goodbye to Padlet. The education"
                + " authority objects to pupils' data being processed in the United States and"
                + " points the city's 330 schools to its own board.");
    assertThat(second.standing()).isSameAs(first.standing());
  }

  @Test
  void twoMinistriesThatBanTheSameAppInOneWeekAreTwoStories() {
    Live defence =
        place(
            "Danish defence ministry bans TikTok on work phones",
            "Staff of the Danish Ministry of Defence must delete TikTok from their work phones, the"
                + " ministry in Copenhagen said on Monday, citing the risk of espionage.");
    Live health =
        place(
            "New Zealand's parliament bans TikTok on MPs' devices",
            "Members of parliament in Wellington have to remove TikTok from devices with access to"
                + " the parliamentary network by the end of March, the Speaker's office"
                + " announced.");
    assertThat(health.standing()).isNotSameAs(defence.standing());
  }

  @Test
  void theWeeklyColumnOfOneTitleIsAnotherStoryEachWeek() {
    Live march =
        place(
            "The week in security",
            "A hospital chain in Ohio is still rebuilding its appointment system after ransomware,"
                + " Fortinet patched its firewalls twice, and a teenager in Leeds was arrested for"
                + " swatting streamers.");
    Live next =
        placeAt(
            MONDAY.plus(Duration.ofDays(4)),
            "The week in security",
            "Oslo airport lost its baggage scanners to an expired certificate, researchers read"
                + " keystrokes from the hum of a charger, and Singapore wants labels on routers"
                + " sold to households.");
    assertThat(next.standing()).isNotSameAs(march.standing());
  }

  @Test
  void whatComesWeeksLaterIsAnotherStory() {
    String title = "Outage takes Bunq offline for two hours";
    String text = "Customers of the bank Bunq could not pay by card for two hours on Monday.";
    Live march = place(title, text);
    Live april = placeAt(MONDAY.plus(Duration.ofDays(40)), title, text);
    assertThat(april.standing()).isNotSameAs(march.standing());
  }

  @Test
  void aReportThatBridgesTwoStoriesMakesThemOneAndTheOlderStays() {
    Live older =
        place(
            "Ferrovia hit by hackers",
            "The railway operator Ferrovia says intruders reached its ticket system on Sunday.");
    Live younger =
        place(
            "Ticket machines dark across the north",
            "Travellers from Bergamo to Trieste found ticket machines dark on Monday morning.");
    older.id = 1;
    younger.id = 2;
    for (int i = 0; i < 3; i++)
      place(
          "Hackers hit Ferrovia: ticket machines dark across the north",
          "The railway operator Ferrovia says intruders reached its ticket system on Sunday;"
              + " travellers from Bergamo to Trieste found ticket machines dark on Monday"
              + " morning.");
    assertThat(younger.standing()).isSameAs(older.standing());
    assertThat(older.standing().id).isEqualTo(1);
  }

  /** Cuts, swapped paragraphs, new leads, other by-lines: what desks do with a wire's text. */
  @Test
  void nearCopiesOfOneTextAreJoined() throws Exception {
    List<Grouping.Labelled> articles = NearCopies.make(ANALYZER, 3);
    int joined = 0;
    int pairs = 0;
    Live original = null;
    for (var article : articles) {
      Live story = place(article);
      if (article.story().endsWith("original")) original = story;
      else {
        pairs++;
        if (story.standing() == original.standing()) joined++;
      }
    }
    assertThat(pairs).isGreaterThan(200);
    assertThat((double) joined / pairs).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void textsThatShareOnlyTheirTitleStayApart() throws Exception {
    int joined = 0;
    List<List<Grouping.Labelled>> pairs = NearCopies.columns(ANALYZER);
    for (List<Grouping.Labelled> pair : pairs) {
      var fresh = new Window();
      Live one = place(fresh, pair.getFirst());
      if (place(fresh, pair.getLast()).standing() == one.standing()) joined++;
    }
    assertThat(pairs).hasSizeGreaterThan(50);
    assertThat((double) joined / pairs.size()).isLessThan(0.01);
  }

  @Test
  void theOrderOfArrivalOfLookAlikesDoesNotMatter() throws Exception {
    List<Grouping.Labelled> articles = new ArrayList<>();
    String[][] told = {
      {
        "defence",
        "Danish defence ministry bans TikTok on work phones",
        "Staff of the Danish Ministry of Defence must delete TikTok from their work phones, the"
            + " ministry in Copenhagen said on Monday, citing the risk of espionage."
      },
      {
        "defence",
        "Danish ministry tells staff to delete TikTok",
        "The Danish Ministry of Defence has banned TikTok from work phones. The ministry in"
            + " Copenhagen cited the risk of espionage and gave staff until Friday."
      },
      {
        "defence",
        "TikTok off Danish defence phones",
        "Work phones of the Danish Ministry of Defence must be free of TikTok, the ministry in"
            + " Copenhagen said; it fears espionage."
      },
      {
        "parliament",
        "New Zealand's parliament bans TikTok on MPs' devices",
        "Members of parliament in Wellington have to remove TikTok from devices with access to"
            + " the parliamentary network by the end of March, the Speaker's office announced."
      },
      {
        "parliament",
        "No TikTok for New Zealand MPs",
        "Devices that reach the parliamentary network in Wellington may not have TikTok after"
            + " the end of March, the office of New Zealand's Speaker told members of parliament."
      },
    };
    for (String[] a : told)
      articles.add(new Grouping.Labelled(a[0], a[1], telling(a[1], a[2]), MONDAY));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(articles, new Random(seed));
      assertThat(Grouping.scores(articles).pairwise()).isEqualTo(1);
    }
  }

  @Test
  void theOrderOfArrivalWithinADayHardlyMatters() throws Exception {
    List<Grouping.Labelled> articles = NearCopies.make(ANALYZER, 3);
    List<Double> scores = new ArrayList<>();
    for (int seed = 0; seed < 5; seed++) {
      List<Grouping.Labelled> shuffled = new ArrayList<>(articles);
      Collections.shuffle(shuffled, new Random(seed));
      scores.add(Grouping.scores(shuffled.stream().map(NearCopies::asOneStory).toList()).bCubed());
    }
    assertThat(Collections.max(scores) - Collections.min(scores)).isLessThan(0.02);
  }

  @Test
  void howOftenTheSameIsToldInOtherMonthsDoesNotHideTheStoryOfToday() {
    String title = "Ferrovia trains delayed";
    Live first = place(title, "");
    for (int i = 0; i < 5_000; i++)
      window.add(new Live(title, first.telling, MONDAY.plus(Duration.ofDays(100)), false));
    Live second = placeAt(MONDAY.plus(Duration.ofHours(1)), title, "");
    assertThat(second.standing()).isSameAs(first.standing());
  }

  @Test
  void aTellingSurvivesBeingWrittenAndRead() {
    Telling telling =
        telling(
            "Alibaba bans Claude Code",
            "Alibaba has banned its employees from using Claude Code from 10 July 2026.");
    Telling mean = telling.with(telling("Alibaba bars Claude Code", "Staff are to use Qoder."));
    Telling read = Telling.of(mean.bytes());
    assertThat(read.articles).isEqualTo(2);
    assertThat(read.bytes()).isEqualTo(mean.bytes());
    assertThat(read.likeness(telling)).isEqualTo(mean.likeness(telling));
  }

  private Live place(String title, String text) {
    return placeAt(MONDAY, title, text);
  }

  private Live placeAt(Instant published, String title, String text) {
    return window.place(title, telling(title, text), published, false).story();
  }

  private Live place(Grouping.Labelled article) {
    return place(window, article);
  }

  private static Live place(Window window, Grouping.Labelled article) {
    return window.place(article.title(), article.telling(), article.published(), false).story();
  }

  private static Telling telling(String title, String text) {
    List<Event> events = ANALYZER.read(new Text(title, text, MONDAY, null)).events();
    return Telling.of(title, text, events);
  }
}
