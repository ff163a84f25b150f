package io.riskwire.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands out the one engine that {@code riskwire.search.engine} names. */
@ApplicationScoped
class ChosenSearch {
  @Produces
  @Singleton
  Search search(
      @Engine Instance<Search> engines,
      @ConfigProperty(name = "riskwire.search.engine", defaultValue = "lucene") String name) {
    if (!engines.isResolvable())
      throw new IllegalStateException(
          "riskwire.search.engine is lucene or opensearch, not \"" + name + "\"");
    return engines.get();
  }
}
