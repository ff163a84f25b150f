package io.riskwire.risk;

import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.base.Invalid;
import io.riskwire.base.Page;
import io.riskwire.event.Events.Told;
import io.riskwire.event.Evidence;
import io.riskwire.risk.Dossier.Chapter;
import io.riskwire.risk.Dossier.Exhibit;
import io.riskwire.vendor.Vendor;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what was read of incidents, so that it can stand as evidence. */
@ApplicationScoped
public class Dossiers {
  private static final int PAGE = 200;
  private static final int MOST = 2_000;

  private final Directory directory;
  private final Incidents incidents;
  private final Articles articles;
  private final InstantSource clock;

  public Dossiers(
      Directory directory, Incidents incidents, Articles articles, InstantSource clock) {
    this.directory = directory;
    this.incidents = incidents;
    this.articles = articles;
    this.clock = clock;
  }

  /** A period of whole days; the last 90 unless said, {@code to} included. */
  public record Period(LocalDate from, LocalDate to) {
    private static final int USUAL = 90;

    public Period {
      if (to.isBefore(from)) throw new Invalid("to", "before from");
    }

    public static Period of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
      LocalDate last = to == null ? today : to;
      return new Period(from == null ? last.minusDays(USUAL - 1) : from, last);
    }
  }

  /** The dossier of what befell these vendors, or what they did, in a period. */
  public Dossier of(String subject, Collection<Vendor> vendors, Period period) {
    Set<String> names = new TreeSet<>();
    vendors.forEach(v -> names.addAll(directory.names(v)));
    List<Incident> found = names.isEmpty() ? List.of() : find(List.copyOf(names), period);
    return new Dossier(
        subject,
        period.from(),
        period.to(),
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        found.stream().map(this::chapter).toList());
  }

  private List<Incident> find(List<String> names, Period period) {
    var filter =
        new IncidentFilter(
            names,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            period.from().atStartOfDay(ZoneOffset.UTC).toInstant(),
            period.to().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
            null,
            null,
            false,
            null);
    List<Incident> found = new ArrayList<>();
    String cursor = null;
    do {
      Page<Incident> page = incidents.list(filter, PAGE, cursor);
      if (page.total() > MOST)
        throw new Invalid("from", "more than 2,000 incidents: choose a shorter period");
      found.addAll(page.items());
      cursor = page.next() == null ? null : page.next().encode();
    } while (cursor != null);
    return found.reversed();
  }

  private Chapter chapter(Incident incident) {
    List<Told> told = incidents.told(incident.id());
    Map<Long, List<String>> quotes = new LinkedHashMap<>();
    for (Told t : told)
      t.event().evidence().stream()
          .map(Evidence::quote)
          .forEach(
              quote -> {
                List<String> of = quotes.computeIfAbsent(t.article(), a -> new ArrayList<>());
                if (!of.contains(quote)) of.add(quote);
              });
    Map<Long, Article> byId =
        articles.find(quotes.keySet()).stream()
            .collect(Collectors.toMap(Article::id, Function.identity()));
    List<Exhibit> exhibits = new ArrayList<>();
    quotes.forEach(
        (id, of) -> {
          Article article = byId.get(id);
          if (article != null) exhibits.add(exhibit(article, of));
        });
    return new Chapter(incident, incidents.history(incident.id()), exhibits);
  }

  private static Exhibit exhibit(Article article, List<String> quotes) {
    return new Exhibit(
        article.id(),
        article.outlet(),
        article.title(),
        article.url(),
        article.published(),
        article.fetched(),
        article.version(),
        sha256(article.title() + "\n\n" + article.text()),
        quotes);
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
