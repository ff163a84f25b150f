package io.riskwire.event;

import io.riskwire.base.Lang;
import io.riskwire.base.Span;
import io.riskwire.event.Evidence.Field;
import io.riskwire.vendor.Mention;
import io.riskwire.vendor.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads German, French, Spanish and Chinese: glosses an article, has the gloss read, and tells what
 * was found in the words of the original.
 */
final class Foreign {
  /** What is told of an article in another language than English, and from which probability on. */
  private static final Map<EventType, Double> LEAST =
      Map.of(
          EventType.TOOL_BAN, 0.25,
          EventType.VENDOR_DISPUTE, 0.5,
          EventType.SECURITY_INCIDENT, 0.4,
          EventType.REGULATORY_ACTION, 0.46);

  static final double LEAST_READ = 0.2;

  /** What is more probable is told whatever else the article speaks of. */
  private static final double SURE = 0.9;

  /** Words of sports, elections, crime and daily life. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "\\b(coach|match|league|goalkeeper|goal|election|candidates|drugs|smoking|smoking ban|driving ban|playground|driver"
              + "|swimming|exhibition|sheep|wolf|weather|strike|traffic police|question time|honking|film|music|opinion|survey of)\\b");

  /** What is forbidden when a tool is. */
  private static final Pattern TOOLS =
      Pattern.compile(
          "\\b(apps?|software|platforms?|chatbots?|tools?|games?|messengers?|browsers?|services?|plugins?|extensions?|ai|assistants?"
              + "|social media|social networks?|websites?|models?|drones?|cameras?|routers?|cloud|antivirus|glasses|watch)\\b");

  /** What is broken into. */
  private static final Pattern MACHINES =
      Pattern.compile(
          "hack|cyber|ransom|malware|data|encrypt|server|system|account|password|phish|records|network|website|email|breach|leak|intru"
              + "|dark web|database|code|package|computer|plugin|extension|online");

  private static final Set<String> LANGUAGES = Set.of("de", "fr", "es", "zh");

  private final Supplier<Names> names;
  private final Map<String, Interpreter> interpreters = new ConcurrentHashMap<>();

  Foreign(Supplier<Names> names) {
    this.names = names;
  }

  boolean reads(Lang lang) {
    return LANGUAGES.contains(lang.code());
  }

  Reading read(Text text, Lang lang, Function<Text, Reading> english) {
    List<Gloss> gloss = gloss(text, lang);
    Reading reading =
        english.apply(
            new Text(
                gloss.get(0).text,
                gloss.get(1).text,
                text.published(),
                Lang.ENGLISH,
                text.outlet()));
    List<Mention> mentions = new ArrayList<>();
    for (Mention m : reading.mentions()) mentions.add(mention(m, gloss));
    List<Event> events = new ArrayList<>();
    for (Event e : reading.events())
      if (isTold(e, reading.mentions(), gloss))
        events.add(event(e, new Originals(gloss, reading.mentions()), text));
    return new Reading(lang, mentions, events);
  }

  /**
   * Whether an event is told: what the models hold for less probable only where the article is of
   * the kind in which such things happen.
   */
  private static boolean isTold(Event e, List<Mention> mentions, List<Gloss> gloss) {
    Double least = LEAST.get(e.type());
    if (least == null || e.confidence() < least) return false;
    String words = (gloss.get(0).text + "\n" + gloss.get(1).text).toLowerCase(Locale.ROOT);
    if (e.confidence() < SURE && ELSEWHERE.matcher(words).find()) return false;
    return switch (e.type()) {
      case TOOL_BAN -> isProduct(e, mentions) || TOOLS.matcher(words).find();
      case SECURITY_INCIDENT -> MACHINES.matcher(words).find();
      default -> true;
    };
  }

  private static boolean isProduct(Event e, List<Mention> mentions) {
    for (Mention m : mentions) {
      boolean known = m.kind() == Mention.Kind.VENDOR || m.kind() == Mention.Kind.PRODUCT;
      if (known && (m.name().equals(e.roles().product()) || m.name().equals(e.roles().vendor())))
        return true;
    }
    return false;
  }

  /** Title and text in the words that the rules know. */
  List<Gloss> gloss(Text text, Lang lang) {
    Interpreter interpreter = interpreters.computeIfAbsent(lang.code(), this::interpreter);
    return interpreter.of(
        cut(text.title(), Analyzer.LONGEST_TITLE), cut(text.text(), Analyzer.LONGEST));
  }

  private Interpreter interpreter(String language) {
    Grammar grammar =
        switch (language) {
          case "de" -> new German();
          case "zh" -> new Chinese();
          default -> new Romance();
        };
    return new Interpreter(new Glossary(language), grammar, names);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private static Mention mention(Mention m, List<Gloss> gloss) {
    return new Mention(
        m.kind(),
        new Originals(gloss, List.of(m)).of(m.name()),
        m.vendor(),
        m.inTitle(),
        gloss.get(m.inTitle() ? 0 : 1).original(m.span()),
        m.reason());
  }

  private static Event event(Event e, Originals originals, Text text) {
    Event.Roles r = e.roles();
    return new Event(
        e.type(),
        e.status(),
        new Event.Roles(
            originals.ofNullable(r.actor()),
            originals.ofNullable(r.vendor()),
            originals.ofNullable(r.product()),
            originals.ofNullable(r.scope()),
            originals.ofNullable(r.replacement())),
        e.effectiveDate(),
        e.reasons(),
        e.confidence(),
        e.evidence().stream().map(q -> evidence(q, originals.gloss, text)).toList());
  }

  /** Names as the article has them. */
  private record Originals(List<Gloss> gloss, List<Mention> mentions) {
    @Nullable String ofNullable(@Nullable String name) {
      return name == null ? null : of(name);
    }

    /** What is written the same everywhere stays; an authority stands as the text names it. */
    String of(String name) {
      for (Gloss g : gloss) {
        String original = g.original(name);
        if (original != null) return original.strip();
      }
      for (Mention m : mentions)
        if (m.name().equals(name) && m.kind() == Mention.Kind.BODY)
          return gloss.get(m.inTitle() ? 0 : 1).textAt(m.span());
      return name;
    }
  }

  private static Evidence evidence(Evidence q, List<Gloss> gloss, Text text) {
    boolean title = q.field() == Field.TITLE;
    String original = title ? text.title() : text.text();
    Span span = gloss.get(title ? 0 : 1).original(q.span());
    int end = Math.min(span.end(), span.start() + Evidence.LONGEST);
    if (Character.isHighSurrogate(original.charAt(end - 1))) end--;
    return new Evidence(
        q.field(), new Span(span.start(), end), original.substring(span.start(), end), q.rule());
  }
}
