package io.riskwire.event;

import io.riskwire.event.Frame.Role;
import io.riskwire.event.Phrase.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody or something that may fill a role of an event, with every phrase that names it. */
final class Candidate {
  /** One naming: within which phrase, and where the name begins. */
  record Naming(Phrase phrase, int word) {
    boolean isHead() {
      Passage passage = phrase.sentence.passage();
      return passage.entity[word] == null
          || passage.entityEnd[word] == passage.entityEnd[phrase.head]
              && passage.entity[word] == passage.entity[phrase.head];
    }

    boolean isOwner() {
      return phrase.genitive > word;
    }

    @Nullable Function function() {
      return phrase.function;
    }
  }

  final String value;

  /** What is named, the first of them; null for a class of things or a value that a rule read. */
  final @Nullable Entity entity;

  /** The place among the candidates, in order of appearance. */
  final int rank;

  /** Whether it is named, rather than something that belongs to it. */
  boolean isNamed;

  final List<Naming> namings = new ArrayList<>();

  private Candidate(String value, @Nullable Entity entity, int rank) {
    this.value = value;
    this.entity = entity;
    this.rank = rank;
  }

  /** {@code byOwner}: what is named only belongs to it. */
  private void add(Naming naming, boolean byOwner) {
    namings.add(naming);
    isNamed |= !byOwner;
  }

  /** All that may fill a role, in order of appearance. */
  static List<Candidate> of(Material article, Role role) {
    Map<String, Candidate> found = new LinkedHashMap<>();
    for (Parser.Parse parse : article.parses())
      if (parse.sentence().order() <= TypeFeatures.SENTENCES)
        for (Phrase phrase : parse.phrases()) {
          add(phrase, role, found);
          if (phrase.entity() == null) addUnnamed(phrase, role, article.parties(), found);
        }
    for (Frame f : article.frames()) {
      String value = f.get(role);
      if (value != null && !(role == Role.VENDOR && isUnnamed(value)))
        found.computeIfAbsent(value, v -> new Candidate(v, null, found.size()));
    }
    return List.copyOf(found.values());
  }

  private static void add(Phrase phrase, Role role, Map<String, Candidate> found) {
    Passage passage = phrase.sentence.passage();
    for (int i = phrase.from; i <= phrase.to; i++) {
      Entity entity = passage.entity[i];
      if (entity == null) continue;
      Naming naming = new Naming(phrase, i);
      String value = value(entity, role);
      if (value != null)
        found
            .computeIfAbsent(value, v -> new Candidate(v, entity, found.size()))
            .add(naming, false);
      if (role == Role.VENDOR && entity.owner != null)
        found
            .computeIfAbsent(entity.owner, v -> new Candidate(v, entity, found.size()))
            .add(naming, true);
      i = Math.max(i, passage.entityEnd[i]);
    }
  }

  /** "Police", "AI chatbots": parties without a name. */
  private static void addUnnamed(
      Phrase phrase, Role role, Parties parties, Map<String, Candidate> found) {
    String value =
        switch (role) {
          case ACTOR -> parties.unnamed(phrase);
          case PRODUCT -> parties.classOfProducts(phrase);
          case VENDOR, SCOPE, REPLACEMENT -> null;
        };
    if (value != null)
      found
          .computeIfAbsent(value, v -> new Candidate(v, null, found.size()))
          .add(new Naming(phrase, phrase.head), false);
  }

  /** "Authorities": a vendor has a name. */
  private static boolean isUnnamed(String value) {
    return value.chars().noneMatch(Character::isUpperCase);
  }

  private static @Nullable String value(Entity e, Role role) {
    return switch (role) {
      case ACTOR -> e.kind == Entity.Kind.PERSON ? e.name : e.org;
      case VENDOR -> e.vendor != null ? e.vendor : e.kind == Entity.Kind.PERSON ? null : e.org;
      // Dropbox makes Dropbox
      case PRODUCT -> e.product != null ? e.product : e.isCompany() ? e.name : null;
      case REPLACEMENT ->
          e.product != null ? e.product : e.kind == Entity.Kind.PLACE ? null : e.org;
      case SCOPE -> null;
    };
  }
}
