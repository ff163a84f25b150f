package io.riskwire.search.lucene;

import io.riskwire.search.Search;
import io.riskwire.search.SearchContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneSearchTest extends SearchContract {
  @TempDir Path home;

  @Override
  protected Search open() {
    return new LuceneSearch(home, CLOCK);
  }

  @Override
  protected void close(Search search) throws Exception {
    ((LuceneSearch) search).close();
  }
}
