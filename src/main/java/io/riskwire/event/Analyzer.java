package io.riskwire.event;

import io.riskwire.base.Lang;
import io.riskwire.base.Span;
import io.riskwire.event.Evidence.Field;
import io.riskwire.event.Frame.Role;
import io.riskwire.vendor.Mention;
import io.riskwire.vendor.Names;
import io.riskwire.vendor.Words;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts: finds who is named and what is said to have happened, each event with the words that
 * say so. It does no input or output, gives the same for the same text, and may be shared by
 * threads.
 */
@Singleton
public final class Analyzer {
  /** What stands behind these many characters of a text is background; it is not read. */
  static final int LONGEST = 30_000;

  /** No title is longer. */
  static final int LONGEST_TITLE = 1_000;

  /** And no more sentences than these. */
  static final int MOST_SENTENCES = 100;

  /** What weighs less than this counts for nothing. */
  private static final double LEAST = 0.3;

  private final Names names;
  private final Function<String, Lang> language;
  private final List<Rule> rules = RuleFile.all();
  private final Lexicon lexicon = Lexicon.load(rules);
  private final Matcher matcher = new Matcher(lexicon, rules);
  private final Gates gates = new Gates();
  private final Reasons reasons = new Reasons();

  /** Takes every text that does not say its language for English. */
  @Inject
  public Analyzer(Names names) {
    this(names, text -> Lang.ENGLISH);
  }

  /** {@code language} is asked about texts that do not say their language. */
  public Analyzer(Names names, Function<String, Lang> language) {
    this.names = names;
    this.language = language;
  }

  /** The events of a text; none where it is in a language that the analyzer cannot read. */
  public Reading read(Text text) {
    Lang lang =
        text.lang() != null ? text.lang() : language.apply(text.title() + "\n" + text.text());
    List<Passage> passages =
        List.of(
            new Passage(Field.TITLE, Words.of(cut(text.title(), LONGEST_TITLE)), lexicon),
            new Passage(Field.TEXT, Words.of(cut(text.text(), LONGEST)), lexicon));
    List<Sentence> sentences = Sentence.cut(passages, MOST_SENTENCES);
    Entities.mark(lexicon, names, passages, sentences);
    List<Mention> mentions = mentions(passages);
    if (!lang.equals(Lang.ENGLISH)) return new Reading(lang, mentions, List.of());
    return new Reading(lang, mentions, events(text, passages, sentences));
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private static List<Mention> mentions(List<Passage> passages) {
    List<Mention> mentions = new ArrayList<>();
    for (Passage p : passages)
      for (int i = 0; i < p.words.size(); i++) {
        Entity e = p.entity[i];
        if (e == null || !p.isNameStart(i) || e.kind == Entity.Kind.PERSON) continue;
        Span span = new Span(p.words.start(i), p.words.end(p.entityEnd[i]));
        mentions.add(
            new Mention(
                Entities.mentionKind(e),
                e.name,
                e.vendor,
                p.field == Field.TITLE,
                span,
                e.isKnown ? "named" : "a name that the text tells of"));
      }
    return mentions;
  }

  private List<Event> events(Text text, List<Passage> passages, List<Sentence> sentences) {
    if (!gates.closed(passages, sentences).isEmpty()) return List.of();
    LocalDate published = LocalDate.ofInstant(text.published(), ZoneOffset.UTC);
    Parties parties =
        new Parties(
            lexicon,
            prominent(passages),
            text.text().contains("open-source") || text.text().contains("open source"));
    List<Parser.Parse> parses = new ArrayList<>();
    List<Frame> frames = frames(sentences, parties, parses, published);
    EffectiveDate effective = new EffectiveDate(new Dates(published), sentences);
    Map<EventType, List<Frame>> byType = new EnumMap<>(EventType.class);
    for (Frame f : frames)
      if (f.weight >= LEAST && !f.rule.has(Rule.Flag.ASIDE) && !f.rule.has(Rule.Flag.ANSWER))
        byType.computeIfAbsent(f.type, k -> new ArrayList<>()).add(f);
    byType.values().removeIf(found -> Confidence.ofFrames(found) < Confidence.THRESHOLD);
    Background.drop(byType, parses);
    for (Frame f : frames)
      if (f.rule.has(Rule.Flag.ASIDE) && byType.containsKey(f.type))
        byType.get(f.type).add(f.asAside());
    Completion.complete(byType, frames, parties);
    new Derived(byType, frames, parties).add();
    List<Event> events = new ArrayList<>();
    byType.forEach(
        (type, found) -> {
          for (List<Frame> group : Merge.groups(found))
            events.add(event(type, group, effective, published, sentences));
        });
    return events;
  }

  private List<Frame> frames(
      List<Sentence> sentences, Parties parties, List<Parser.Parse> parses, LocalDate published) {
    List<Frame> frames = new ArrayList<>();
    for (Sentence s : sentences) {
      if (!hasTrigger(s)) continue;
      Parser.Parse parse = Parser.parse(lexicon, s);
      parses.add(parse);
      for (Frame f : matcher.match(parse, parties)) {
        f.parse = parse;
        f.weight = Weight.of(f, published);
        frames.add(f);
      }
    }
    return frames;
  }

  private boolean hasTrigger(Sentence s) {
    for (int i = s.from(); i < s.to(); i++) {
      if (matcher.isTrigger(s.passage().lower(i), s.passage().lexicon[i])) return true;
    }
    return false;
  }

  private static List<Entity> prominent(List<Passage> passages) {
    Set<Entity> all = new LinkedHashSet<>();
    for (Passage p : passages) for (Entity e : p.entity) if (e != null) all.add(e);
    List<Entity> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparingDouble((Entity e) -> e.first - e.count * 0.3 - (e.isInTitle ? 3 : 0)));
    return sorted;
  }

  private Event event(
      EventType type,
      List<Frame> group,
      EffectiveDate effective,
      LocalDate published,
      List<Sentence> sentences) {
    LocalDate day = effective.of(type, group);
    Status status = Hearsay.settle(type, Merge.status(group), sentences);
    if (day != null && status == Status.IN_FORCE && day.isAfter(published))
      status = Status.ANNOUNCED;
    if (day != null && status == Status.ANNOUNCED && !day.isAfter(published))
      status = Status.IN_FORCE;
    String vendor = Merge.first(group, Role.VENDOR);
    String product = Merge.product(group, vendor);
    if (product != null && product.equals(vendor) && !type.namesProduct()) product = null;
    String actor = Merge.first(group, Role.ACTOR);
    Event.Roles roles =
        new Event.Roles(
            actor,
            vendor,
            product,
            Merge.first(group, Role.SCOPE),
            replacement(type, group, vendor, product));
    List<Evidence> evidence = new ArrayList<>();
    for (Frame f : group) if (evidence.size() < 3 && f.weight > 0) evidence.add(quote(f));
    Set<Reason> why = EnumSet.noneOf(Reason.class);
    if (type == EventType.TOOL_BAN)
      why.addAll(reasons.in(group.stream().map(f -> f.sentence).toList()));
    return new Event(type, status, roles, day, why, Confidence.of(group, roles), evidence);
  }

  /** What is to be used instead is not what is banned. */
  private static @Nullable String replacement(
      EventType type, List<Frame> group, @Nullable String vendor, @Nullable String product) {
    if (type != EventType.TOOL_BAN) return null;
    for (Frame f : group) {
      String value = f.get(Role.REPLACEMENT);
      if (value != null && !value.equals(vendor) && !value.equals(product)) return value;
    }
    return null;
  }

  private static Evidence quote(Frame f) {
    Words words = f.sentence.passage().words;
    int from = Math.max(f.from, f.sentence.from());
    int to = Math.min(f.to, f.sentence.to() - 1);
    int start = words.start(from);
    int end = Math.max(words.end(to), start + 1);
    if (end - start > Evidence.LONGEST) end = start + Evidence.LONGEST;
    if (Character.isHighSurrogate(words.text().charAt(end - 1))) end--;
    return new Evidence(
        f.sentence.passage().field,
        new Span(start, end),
        words.text().substring(start, end),
        f.rule.id());
  }
}
