package io.riskwire.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.TestClock;
import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Lang;
import io.riskwire.db.TestDatabase;
import io.riskwire.intake.Intake;
import io.riskwire.log.Change;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a subscriber to everything gets of real headlines, to be looked at. {@code main}: a file of
 * articles as lines of JSON, how many of them, where to put the mails. It prints the pairs of mails
 * whose subjects look as if they told of one happening.
 */
final class MailFigures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double ALIKE = 0.4;

  private MailFigures() {}

  private record News(Instant at, String source, String url, String title, String text) {
    static News of(JsonNode row) {
      return new News(
          Instant.parse(row.at("/published").asText()),
          row.at("/source").asText(),
          row.at("/url").asText(),
          row.at("/title").asText(),
          row.at("/text").asText());
    }

    NewArticle article() {
      List<String> identities =
          List.of(Intake.identity(URI.create("https://news.example/" + hash())));
      return new NewArticle(
          identities, url, title, text, null, at, Lang.ENGLISH, null, source, true, false);
    }

    private String hash() {
      return Integer.toHexString((url + title).hashCode());
    }
  }

  public static void main(String[] args) throws IOException {
    List<News> news = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) news.add(News.of(JSON.readTree(line)));
    news.sort(Comparator.comparing(News::at));
    int many = Math.min(Integer.parseInt(args[1]), news.size());
    List<News> densest = news.subList(0, many);
    for (int i = 0; i + many <= news.size(); i++)
      if (span(news.subList(i, i + many)).compareTo(span(densest)) < 0)
        densest = news.subList(i, i + many);
    List<Outgoing> mails = mails(densest);
    System.out.printf("%d articles of %s, %d mails%n", many, span(densest), mails.size());
    Path folder = Files.createDirectories(Path.of(args[2]));
    for (Outgoing mail : mails) {
      Letter letter = mail.letter();
      String name = "%04d".formatted(mail.alert().id());
      Files.writeString(folder.resolve(name + ".html"), letter.html());
      Files.writeString(
          folder.resolve(name + ".txt"),
          "Subject: %s%nChanges: %s, about %s%n%n%s"
              .formatted(
                  letter.subject(), mail.alert().changes(), mail.alert().about(), letter.text()));
    }
    alike(mails);
    System.exit(0); // the standing queries' own thread would go on
  }

  private static Duration span(List<News> news) {
    return Duration.between(news.getFirst().at, news.getLast().at);
  }

  private static List<Outgoing> mails(List<News> news) throws IOException {
    var clock = TestClock.at(news.getFirst().at.toString());
    var database = TestDatabase.H2.fresh();
    Desk desk = new Desk(database, clock);
    desk.subscriptions.add(desk.ann, EVERYTHING, false);
    List<Outgoing> mails = new ArrayList<>();
    for (News one : news) {
      clock.pass(Duration.between(clock.instant(), one.at));
      desk.intake.accept(one.article());
      List<Change> changes = desk.log.after(desk.matching.position(), 1000);
      if (!changes.isEmpty()) desk.matching.follow(changes);
      for (var due = due(desk.alerts); !due.isEmpty(); due = due(desk.alerts))
        for (Outgoing mail : due) {
          mails.add(mail);
          desk.alerts.sent(mail.alert(), "looked at");
        }
    }
    return mails;
  }

  private static final Wish EVERYTHING =
      Desk.wish("Everything", "*", new Channel(Channel.Kind.EMAIL, "ann@desk.example"));

  private static List<Outgoing> due(Alerts alerts) {
    return alerts.takeDue(Set.of(), () -> message -> true);
  }

  private static void alike(List<Outgoing> mails) {
    int pairs = 0;
    for (int i = 0; i < mails.size(); i++)
      for (int j = i + 1; j < mails.size(); j++) {
        Outgoing one = mails.get(i);
        Outgoing other = mails.get(j);
        if (isNamed(other) || likeness(one, other) < ALIKE) continue;
        pairs++;
        System.out.printf(
            "%n%s %s%n  %s%n  %s%n",
            show(one), show(other), one.letter().subject(), other.letter().subject());
      }
    System.out.printf("%n%d pairs look alike%n", pairs);
  }

  /** Whether it says what changed, or that it is about what was told, and who tells it now. */
  private static boolean isNamed(Outgoing mail) {
    return !mail.alert().changes().contains("new")
        || mail.letter().subject().startsWith("More is known: ")
        || mail.letter().subject().startsWith("Again, by ");
  }

  private static String show(Outgoing mail) {
    return mail.alert().id() + " " + mail.alert().changes() + " " + mail.alert().about();
  }

  private static double likeness(Outgoing one, Outgoing other) {
    Set<String> both = words(one);
    Set<String> all = new HashSet<>(both);
    both.retainAll(words(other));
    all.addAll(words(other));
    return all.isEmpty() ? 0 : (double) both.size() / all.size();
  }

  private static Set<String> words(Outgoing mail) {
    Set<String> words = new TreeSet<>();
    Arrays.stream(mail.letter().subject().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(w -> w.length() > 3)
        .forEach(words::add);
    return words;
  }
}
