package io.riskwire.search.lucene;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.riskwire.search.Ask;
import io.riskwire.search.Doc;
import io.riskwire.search.Hits;
import io.riskwire.search.Query;
import io.riskwire.search.Search;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The index in the folder {@code lucene} of the state folder. */
@ApplicationScoped
@LookupIfProperty(name = "riskwire.search.engine", stringValue = "lucene", lookupIfMissing = true)
class LuceneSearch implements Search, AutoCloseable {
  private final Path folder;
  private final Translation translation;
  private @Nullable Shelf shelf;

  LuceneSearch(
      @ConfigProperty(name = "riskwire.home", defaultValue = "index") Path home,
      InstantSource clock) {
    folder = home.resolve("lucene");
    translation = new Translation(clock);
  }

  @Override
  public void apply(long position, List<Update> updates) {
    try {
      shelf().apply(position, updates);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public long position() {
    return onDisk(() -> shelf().position());
  }

  @Override
  public Hits find(Ask ask) {
    return onDisk(() -> new Finding(shelf(), translation.of(ask.query(), ask.kind()), ask).hits());
  }

  @Override
  public List<Long> ids(Doc.Kind kind, Query query, int limit) {
    return onDisk(
        () -> {
          Shelf now = shelf();
          IndexSearcher searcher = now.acquire();
          try {
            return Finding.newest(searcher, translation.of(query, kind), limit);
          } finally {
            now.release(searcher);
          }
        });
  }

  @Override
  public void rebuild() {
    try {
      shelf().clear();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Opened at first use, and again after the disk has failed. */
  private synchronized Shelf shelf() throws IOException {
    Shelf open = shelf;
    if (open != null && open.isOpen()) return open;
    if (open != null) open.close();
    open = new Shelf(folder);
    shelf = open;
    return open;
  }

  private interface DiskWork<T> {
    T run() throws IOException;
  }

  private static <T> T onDisk(DiskWork<T> work) {
    try {
      return work.run();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  @PreDestroy
  public synchronized void close() throws IOException {
    Shelf open = shelf;
    shelf = null;
    if (open != null) open.close();
  }
}
