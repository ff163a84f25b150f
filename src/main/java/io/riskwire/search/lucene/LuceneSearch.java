package io.riskwire.search.lucene;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.riskwire.search.Ask;
import io.riskwire.search.Doc;
import io.riskwire.search.Engine;
import io.riskwire.search.Hits;
import io.riskwire.search.Query;
import io.riskwire.search.Search;
import io.riskwire.search.SearchUnavailable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The index in the folder {@code lucene} of the state folder. */
@Engine
@ApplicationScoped
@LookupIfProperty(name = "riskwire.search.engine", stringValue = "lucene", lookupIfMissing = true)
class LuceneSearch implements Search, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Shelves shelves;
  private final Translation translation;
  private final InstantSource clock;
  private final Duration patience;

  @Inject
  LuceneSearch(
      @ConfigProperty(name = "riskwire.home", defaultValue = "index") Path home,
      InstantSource clock) {
    this(home, clock, PATIENCE);
  }

  /** {@code patience}: how long one search may take. */
  LuceneSearch(Path home, InstantSource clock, Duration patience) {
    shelves = new Shelves(home.resolve("lucene"));
    translation = new Translation(clock);
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public void apply(long position, List<Update> updates) {
    try {
      shelves.apply(position, updates);
    } catch (IOException failure) {
      throw new SearchUnavailable(failure);
    }
  }

  @Override
  public long position() {
    try {
      return shelves.position();
    } catch (IOException failure) {
      throw new SearchUnavailable(failure);
    }
  }

  @Override
  public Hits find(Ask ask) {
    var query = translation.of(ask.query(), ask.kind());
    return asked(shelf -> new Finding(shelf, query, ask, clock.millis(), patience).hits());
  }

  @Override
  public List<Long> ids(Doc.Kind kind, Query query, int limit) {
    var ask = Ask.of(kind, query, Ask.Sort.NEWEST, limit);
    var translated = translation.of(query, kind);
    return asked(shelf -> new Finding(shelf, translated, ask, clock.millis(), patience).ids());
  }

  @Override
  public List<Hits.Count> names(Query.Field field) {
    return asked(shelf -> Vocabulary.names(shelf, field));
  }

  @Override
  public Optional<String> respelled(String word) {
    return asked(shelf -> Vocabulary.respelled(shelf, word));
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(shelves.problem());
  }

  @Override
  public void rebuild(long until) {
    try {
      shelves.rebuild(until);
    } catch (IOException failure) {
      throw new SearchUnavailable(failure);
    }
  }

  private <T> T asked(Shelves.Work<T> question) {
    try {
      return shelves.ask(question);
    } catch (IOException failure) {
      throw new SearchUnavailable(failure);
    }
  }

  @Override
  @PreDestroy
  public void close() throws IOException {
    shelves.close();
  }
}
