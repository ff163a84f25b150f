package io.riskwire.event;

import io.riskwire.event.Frame.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The features by which it is judged whether a candidate fills a role of an event: what the rules
 * say, what it is, how prominently it is named, and what it does or suffers where it is named.
 */
final class PartyFeatures {
  /** Further namings of a candidate say no more of it. */
  private static final int NAMINGS = 8;

  private final Material article;
  private final EventType type;
  private final Role role;
  private final List<Frame> frames;
  private final Map<Role, String> cast;
  private final @Nullable String byRules;

  /** {@code cast}: who fills the roles that were settled before. */
  PartyFeatures(Material article, EventType type, Role role, Map<Role, String> cast) {
    this.article = article;
    this.type = type;
    this.role = role;
    this.cast = cast;
    frames = article.byType().getOrDefault(type, List.of());
    byRules = frames.isEmpty() ? null : Merge.first(frames, role);
  }

  void of(Candidate c, int candidates, Features out) {
    rules(c, out);
    what(c, candidates, out);
    others(c, out);
    int seen = 0;
    for (Candidate.Naming n : c.namings) if (seen++ < NAMINGS) naming(c, n, out);
  }

  /** The features of leaving the role open: what there is to choose from, and what is told. */
  void none(List<Candidate> candidates, Features out) {
    both(out, "NONE", byRules == null ? "none" : "other", frames.isEmpty() ? "" : "rules");
    both(out, "NONE#", Integer.toString(Math.min(4, candidates.size())), "");
    long inTitle = candidates.stream().filter(c -> c.entity != null && c.entity.isInTitle).count();
    both(out, "NONE#T", Long.toString(Math.min(3, inTitle)), "");
    both(out, "NONEK", kind(candidates), "");
    for (Frame f : frames) out.add(Features.NOWHERE, "NONER", f.rule.id());
    if (role != Role.VENDOR) return;
    for (Parser.Parse parse : article.parses())
      if (parse.sentence().isTitle()) for (Predicate p : parse.predicates()) none(p, out);
  }

  /** What one of them is, one that the headline names where it names any. */
  private static String kind(List<Candidate> candidates) {
    return candidates.stream()
        .map(c -> c.entity)
        .filter(Objects::nonNull)
        .max(Comparator.comparing((Entity e) -> e.isInTitle))
        .map(Abstract::entity)
        .orElse("");
  }

  /** "Two teenagers charged": who is told of in a headline may be no party of the event. */
  private void none(Predicate title, Features out) {
    String subject = title.subject == null ? "-" : Abstract.phrase(title.subject);
    String object = title.object == null ? "-" : Abstract.phrase(title.object);
    both(out, "NONEV", title.lemma, "");
    both(out, "NONES", subject, object);
    Word word = title.sentence.passage().lexicon[title.verb];
    if (word != null)
      for (String of : word.classes) out.add(Features.NOWHERE, "NONEC", of, subject, object);
  }

  private void both(Features out, String template, String a, String b) {
    out.add(Features.NOWHERE, template, a, b);
    out.add(Features.NOWHERE, template, a, b, type.label());
  }

  private void rules(Candidate c, Features out) {
    String verdict = byRules == null ? "none" : byRules.equals(c.value) ? "this" : "other";
    both(out, "R", verdict, "");
    boolean mine = false, weak = false, elsewhere = false, otherRole = false;
    for (Frame f : frames) mine |= c.value.equals(f.get(role));
    for (Frame f : article.frames()) {
      boolean named = c.value.equals(f.get(role));
      weak |= named && f.type == type;
      elsewhere |= named && f.type != type;
      for (Role r : Role.values()) otherRole |= r != role && c.value.equals(f.get(r));
    }
    both(out, "RT", inTitle(c), "");
    if (mine) out.add(Features.NOWHERE, "RM", verdict);
    if (weak) both(out, "RW", verdict, "");
    if (elsewhere) both(out, "RE", verdict, "");
    if (otherRole) both(out, "RO", verdict, "");
  }

  /** What the rules that matched in the title say. */
  private String inTitle(Candidate c) {
    String verdict = "none";
    for (Frame f : frames) {
      String value = f.sentence.isTitle() ? f.get(role) : null;
      if (value == null) continue;
      if (value.equals(c.value)) return "this";
      verdict = "other";
    }
    return verdict;
  }

  private void what(Candidate c, int candidates, Features out) {
    Entity e = c.entity;
    String kind = e == null ? "<class>" : Abstract.entity(e);
    both(out, "K", kind, "");
    both(out, "#", Integer.toString(Math.min(3, c.rank)), "");
    both(out, "#", Integer.toString(Math.min(3, c.rank)), kind);
    out.add(Features.NOWHERE, "#N", Integer.toString(Math.min(4, candidates)));
    out.add(
        Features.NOWHERE,
        "#N",
        Integer.toString(Math.min(4, candidates)),
        Integer.toString(Math.min(3, c.rank)));
    if (e == null) return;
    if (!c.isNamed && e.vendor != null) {
      both(out, "OWNER", e.sort, "");
      out.add(Features.NOWHERE, "OWNER", e.sort, e.vendor);
    }
    if (c.isNamed && e.owner != null) both(out, "OWNED", e.sort, "");
    if (e.isKnown) out.add(Features.NOWHERE, "KN", kind);
    both(out, "F", Integer.toString(Math.min(4, e.first)), kind);
    out.add(Features.NOWHERE, "N", Integer.toString(Math.min(4, e.count)), e.isInTitle ? "T" : "");
    both(out, "T", e.isInTitle ? "title" : "text", "");
    if (e.product != null) both(out, "P", e.org == null ? "product" : "both", "");
    if (!e.isKnown && !c.namings.isEmpty()) shape(c, out);
  }

  /** What a name that only the article knows is made of: "Security Alert" is hardly anybody. */
  private void shape(Candidate c, Features out) {
    Candidate.Naming n = c.namings.getFirst();
    Passage passage = n.phrase().sentence.passage();
    int last = Math.max(n.word(), passage.entityEnd[n.word()]);
    int words = 0, ordinary = 0;
    for (int i = n.word(); i <= last; i++) {
      if (!passage.words.isWord(i)) continue;
      words++;
      Word word = passage.lexicon[i];
      if (word != null && (word.isCommon || word.isNoun || word.isVerb())) ordinary++;
    }
    String made = ordinary == 0 ? "own" : ordinary < words ? "mixed" : "ordinary";
    String where = c.entity != null && c.entity.isInTitle && c.entity.count == 1 ? "T" : "";
    if (words == 1 && passage.words.isUpper(last)) made = "acronym"; // "ER" may be anything
    both(out, "NS", made + Math.min(4, words), where);
    both(out, "NL", Abstract.plain(passage, last), words > 1 ? "+" : "");
  }

  private void others(Candidate c, Features out) {
    String vendor = cast.get(Role.VENDOR);
    String actor = cast.get(Role.ACTOR);
    String product = cast.get(Role.PRODUCT);
    if (vendor != null) both(out, "V", c.value.equals(vendor) ? "same" : "other", "");
    if (actor != null) both(out, "A", c.value.equals(actor) ? "same" : "other", "");
    if (product != null) both(out, "D", c.value.equals(product) ? "same" : "other", "");
    if (c.entity != null && c.entity.vendor != null && vendor != null)
      both(out, "M", c.entity.vendor.equals(vendor) ? "vendor's" : "another's", "");
  }

  private void naming(Candidate c, Candidate.Naming n, Features out) {
    Phrase phrase = n.phrase();
    Sentence s = phrase.sentence;
    String place = s.isTitle() ? "T" : s.order() <= 2 ? "L" : "B";
    boolean telling = false;
    for (Frame f : frames) telling |= f.sentence == s;
    if (telling) both(out, "E", place, "");
    Passage passage = s.passage();
    int before = n.word() - 1;
    String previous = before < s.from() ? "^" : Abstract.word(passage, before);
    int behind = Math.max(n.word(), passage.entityEnd[n.word()]) + 1;
    String next = behind >= s.to() ? "$" : Abstract.word(passage, behind);
    if (before < s.from() && (c.entity == null || c.entity.count == 1))
      both(out, "START", c.entity == null ? "" : Abstract.entity(c.entity), place);
    both(out, "W-", previous, place.equals("T") ? "T" : "");
    both(out, "W+", next, place.equals("T") ? "T" : "");
    String second = before - 1 < s.from() ? "^" : Abstract.word(passage, before - 1);
    String third = behind + 1 >= s.to() ? "$" : Abstract.word(passage, behind + 1);
    both(out, "W--", second, previous);
    both(out, "W++", next, third);
    both(out, "W-+", previous, next);
    String part = n.isHead() ? "head" : n.isOwner() ? "owner" : "modifier";
    if (!n.isHead()) {
      both(out, "H", part, Abstract.phrase(phrase));
      out.add(Features.NOWHERE, "HP", part, Abstract.phrase(phrase), place);
    }
    Predicate p = phrase.governor;
    if (p != null && n.function() != null) {
      String function = part + n.function();
      both(out, "G", function, place);
      out.add(Features.NOWHERE, "GV", function, p.lemma);
      out.add(Features.NOWHERE, "GV", function, p.lemma, type.label());
      Phrase other = p.subject == phrase ? p.object : p.subject;
      String beside = other == null || other == phrase ? "-" : Abstract.phrase(other);
      both(out, "GS", function, beside);
      Word verb = passage.lexicon[p.verb];
      if (verb != null)
        for (String of : verb.classes) {
          both(out, "GC", function, of);
          out.add(Features.NOWHERE, "GCS", function + "/" + place, of, beside);
          if (c.entity != null) both(out, "GCK", function + "/" + of, Abstract.entity(c.entity));
        }
    }
    if (!phrase.hangsBy.isEmpty()) {
      both(out, "B", phrase.hangsBy, "");
      if (phrase.outer != null) both(out, "BO", phrase.hangsBy, Abstract.phrase(phrase.outer));
      else if (p != null) both(out, "BP", phrase.hangsBy, p.lemma);
    }
  }
}
