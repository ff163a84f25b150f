package io.riskwire.alert;

import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.Standing;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By which parts of a question an article answers it, in the words of who asked. */
record Fit(Standing standing, Doc doc) {

  /** The parts, separated by commas; null where it was asked for everything. */
  @Nullable String by(Query query) {
    Set<String> parts = new LinkedHashSet<>();
    collect(query, parts);
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  private void collect(Query query, Collection<String> parts) {
    switch (query) {
      case Query.Word(var where, var text) -> parts.add(text);
      case Query.Prefix(var where, var text) -> parts.add(text + "*");
      case Query.Phrase(var where, var text) -> parts.add('"' + text + '"');
      case Query.Near(var where, var text, var between) -> parts.add('"' + text + "\"~" + between);
      case Query.Is(var field, var anyOf) ->
          filed(field).stream()
              .filter(name -> anyOf.stream().anyMatch(name::equalsIgnoreCase))
              .forEach(parts::add);
      case Query.And(var all) -> all.forEach(part -> collect(part, parts));
      case Query.Or(var some) ->
          some.stream().filter(p -> standing.fits(doc, p)).forEach(p -> collect(p, parts));
      case Query.All _, Query.Published _, Query.Not _ -> {}
    }
  }

  private List<String> filed(Field field) {
    return switch (field) {
      case VENDOR -> doc.vendors();
      case PRODUCT -> doc.products();
      case ACTOR -> doc.actors();
      case TYPE -> doc.types();
      case STATUS -> doc.statuses();
      case SOURCE -> doc.sources();
      case LANG -> List.of(doc.lang().code());
    };
  }
}
