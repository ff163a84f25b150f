package io.riskwire.event;

import io.riskwire.base.Lang;
import io.riskwire.base.Span;
import io.riskwire.event.Evidence.Field;
import io.riskwire.vendor.Mention;
import io.riskwire.vendor.Names;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Words;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

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

  /** What is told so often need not be read again. */
  private static final int MOST_FRAMES = 200;

  /** What weighs less than this counts for nothing. */
  private static final double LEAST = 0.3;

  private final Supplier<Names> names;
  private final Function<String, Lang> language;
  private final List<Rule> rules = RuleFile.all();
  final Lexicon lexicon = Lexicon.load(rules);
  private final Matcher matcher = new Matcher(lexicon, rules);
  private final Gates gates = new Gates();
  private final Editor editor;
  private final Foreign foreign;

  /**
   * Knows what the vendors know at the time of reading. Takes every text that does not say its
   * language for English.
   */
  @Inject
  public Analyzer(Vendors vendors) {
    this(vendors::names, text -> Lang.ENGLISH, Models.load());
  }

  /** Takes every text that does not say its language for English. */
  public Analyzer(Names names) {
    this(names, text -> Lang.ENGLISH);
  }

  /** {@code language} is asked about texts that do not say their language. */
  public Analyzer(Names names, Function<String, Lang> language) {
    this(() -> names, language, Models.load());
  }

  Analyzer(Supplier<Names> names, Function<String, Lang> language, Models models) {
    this.names = names;
    this.language = language;
    editor = new Editor(lexicon, models);
    foreign = new Foreign(names);
  }

  /** The events of a text; none where it is in a language that the analyzer cannot read. */
  public Reading read(Text text) {
    Lang lang =
        text.lang() != null ? text.lang() : language.apply(text.title() + "\n" + text.text());
    if (foreign.reads(lang)) return foreign.read(text, lang, this::readGloss);
    Marked marked = marked(text);
    List<Mention> mentions = mentions(marked.passages);
    if (!lang.equals(Lang.ENGLISH)) return new Reading(lang, mentions, List.of());
    return new Reading(lang, mentions, editor.events(material(text, marked)));
  }

  /** A text in words and sentences, with its names marked. */
  private record Marked(List<Passage> passages, List<Sentence> sentences) {}

  private Marked marked(Text text) {
    List<Passage> passages = passages(text);
    List<Sentence> sentences = Sentence.cut(passages, MOST_SENTENCES);
    Entities.mark(lexicon, names.get(), passages, sentences, text.outlet());
    return new Marked(passages, sentences);
  }

  /** What a gloss says: fewer of its words are known than of an English text, so less suffices. */
  private Reading readGloss(Text text) {
    Marked marked = marked(text);
    List<Event> events = editor.events(material(text, marked), Foreign.LEAST_READ);
    return new Reading(Lang.ENGLISH, mentions(marked.passages), events);
  }

  private List<Passage> passages(Text text) {
    return List.of(
        new Passage(Field.TITLE, Words.of(cut(text.title(), LONGEST_TITLE)), lexicon),
        new Passage(Field.TEXT, Words.of(cut(text.text(), LONGEST)), lexicon));
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
                e.canonical,
                e.vendor,
                p.field == Field.TITLE,
                span,
                reason(p, i, e)));
      }
    return mentions;
  }

  private static String reason(Passage p, int word, Entity entity) {
    String found = p.reason[word];
    if (found != null) return found;
    return entity.isKnown ? "named" : "a name that the text tells of";
  }

  /** What is known of a text in English before its events are settled. */
  Material material(Text text) {
    return material(text, marked(text));
  }

  private Material material(Text text, Marked marked) {
    List<Passage> passages = marked.passages;
    List<Sentence> sentences = marked.sentences;
    LocalDate published = LocalDate.ofInstant(text.published(), ZoneOffset.UTC);
    List<Entity> entities = prominent(passages);
    Parties parties =
        new Parties(
            lexicon,
            entities,
            text.text().contains("open-source") || text.text().contains("open source"));
    List<Parser.Parse> parses = new ArrayList<>();
    List<Frame> frames = frames(sentences, parties, parses, published);
    return new Material(
        published,
        sentences,
        parses,
        entities,
        parties,
        frames,
        byRules(frames, parses, parties),
        gates.closed(passages, sentences));
  }

  private static Map<EventType, List<Frame>> byRules(
      List<Frame> frames, List<Parser.Parse> parses, Parties parties) {
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
    return byType;
  }

  private List<Frame> frames(
      List<Sentence> sentences, Parties parties, List<Parser.Parse> parses, LocalDate published) {
    List<Frame> frames = new ArrayList<>();
    for (Sentence s : sentences) {
      if (frames.size() >= MOST_FRAMES) break;
      if (s.order() > TypeFeatures.SENTENCES && !hasTrigger(s)) continue;
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
}
