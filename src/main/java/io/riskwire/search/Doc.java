package io.riskwire.search;

import io.riskwire.base.Lang;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be found: an article or an incident, by its words and by what it is filed under. Names
 * are canonical, types as {@code tool-ban}, statuses as {@code in-force}.
 */
public record Doc(
    Kind kind,
    long id,
    String title,
    String text,
    Lang lang,
    List<String> vendors,
    List<String> products,
    List<String> actors,
    List<String> types,
    List<String> statuses,
    List<String> sources,
    Instant published,
    @Nullable Long story) {

  /** Ids are unique within a kind. */
  public enum Kind {
    ARTICLE,
    INCIDENT
  }

  public Doc {
    vendors = List.copyOf(vendors);
    products = List.copyOf(products);
    actors = List.copyOf(actors);
    types = List.copyOf(types);
    statuses = List.copyOf(statuses);
    sources = List.copyOf(sources);
  }
}
