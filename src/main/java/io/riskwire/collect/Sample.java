package io.riskwire.collect;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.article.Articles;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Lang;
import io.riskwire.db.Database;
import io.riskwire.intake.Intake;
import io.riskwire.intake.Withdrawal;
import io.riskwire.source.Fetch;
import io.riskwire.source.Poll;
import io.riskwire.source.Poll.Good;
import io.riskwire.source.Poll.Memory;
import io.riskwire.source.Source;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.Sources;
import io.riskwire.source.Sources.Due;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The newswire that comes with the program, so that the first page is alive without a network. Its
 * dates are relative to the day on which it was first read; once taken away it does not come back.
 */
@ApplicationScoped
public class Sample {
  private static final Logger LOG = Logger.getLogger(Sample.class.getName());
  private static final int AFTER_THE_FILE = 2_600;
  private static final Pattern DATE = Pattern.compile("\\{(date|weekday|month):([+-]?P[0-9A-Z]+)}");
  private static final DateTimeFormatter DAY_AND_MONTH =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

  private final Database database;
  private final Sources sources;
  private final Intake intake;
  private final Articles articles;
  private final Withdrawal withdrawal;
  private final InstantSource clock;

  public Sample(
      Database database,
      Sources sources,
      Intake intake,
      Articles articles,
      Withdrawal withdrawal,
      InstantSource clock) {
    this.database = database;
    this.sources = sources;
    this.intake = intake;
    this.articles = articles;
    this.withdrawal = withdrawal;
    this.clock = clock;
  }

  /** A line of the newswire: {@code ago} is how long before the first start it was published. */
  private record Line(
      String id, Duration ago, String source, String url, String title, String text) {}

  void start(@Observes @Priority(AFTER_THE_FILE) StartupEvent event) {
    find()
        .filter(s -> s.health().lastGood() == null)
        .ifPresent(s -> Thread.ofVirtual().name("sample").start(() -> read(s)));
  }

  /** The source of the sample, while it is there. */
  public Optional<Source> find() {
    return sources.list().stream().filter(s -> s.origin() == Origin.SAMPLE).findFirst();
  }

  /** Reading it twice after a crash is harmless: every article is known by its address. */
  private void read(Source source) {
    try {
      List<Line> lines = lines();
      lines.stream()
          .sorted(Comparator.comparing(Line::ago).reversed())
          .forEach(line -> intake.accept(article(source, line)));
      var now = clock.instant();
      var fetch = new Fetch(now, Duration.ZERO, null, 0, lines.size(), 0, null);
      var good = new Good(Memory.NONE, null, null, false, days(source, lines));
      Poll poll = new Poll(new Due(source, Memory.NONE), fetch, good);
      database.writeDurably(
          h -> {
            sources.note(h, List.of(poll));
            return null;
          });
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "the sample newswire could not be read", failure);
    }
  }

  private static Map<LocalDate, Integer> days(Source source, List<Line> lines) {
    Instant start = source.created();
    Map<LocalDate, Integer> days = new TreeMap<>();
    for (Line line : lines)
      days.merge(LocalDate.ofInstant(start.minus(line.ago()), ZoneOffset.UTC), 1, Integer::sum);
    return days;
  }

  private static List<Line> lines() {
    var json = JsonMapper.builder().findAndAddModules().build();
    try (InputStream in = Sample.class.getResourceAsStream("/sample/newswire.jsonl")) {
      if (in == null) throw new IOException("not on the class path: /sample/newswire.jsonl");
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return json.readerFor(Line.class).<Line>readValues(reader).readAll();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static NewArticle article(Source source, Line line) {
    Instant start = source.created();
    return new NewArticle(
        List.of(Intake.identity(URI.create(line.url()))),
        line.url(),
        dated(line.title(), start),
        dated(line.text(), start),
        null,
        start.minus(line.ago()),
        Lang.ENGLISH,
        source.id(),
        line.source(),
        true,
        true);
  }

  /** Writes out {@code {date:+P3D}}, {@code {weekday:-P1D}} and {@code {month:-P1M}}. */
  static String dated(String text, Instant start) {
    return DATE.matcher(text).replaceAll(m -> word(m, LocalDate.ofInstant(start, ZoneOffset.UTC)));
  }

  private static String word(MatchResult match, LocalDate start) {
    LocalDate day = start.plus(Period.parse(match.group(2)));
    return switch (match.group(1)) {
      case "date" -> DAY_AND_MONTH.format(day);
      case "weekday" -> day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      default -> day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    };
  }

  /** Takes the sample away for good, with everything that was made of it. */
  public void remove() {
    find()
        .ifPresent(
            source ->
                withdrawal.of(articles.ofSource(source.id()), h -> sources.remove(h, source.id())));
  }
}
