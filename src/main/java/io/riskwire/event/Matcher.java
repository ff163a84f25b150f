package io.riskwire.event;

import io.riskwire.event.Frame.Role;
import io.riskwire.event.Parser.Parse;
import io.riskwire.event.Parties.Target;
import io.riskwire.event.Phrase.Function;
import io.riskwire.event.Rule.Flag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up the rules for each predicate and noun phrase of a sentence, and fills their roles. */
final class Matcher {
  private final Lexicon lexicon;
  private final Statuses statuses;
  private final Map<String, List<Rule>> byVerb = new HashMap<>();
  private final List<Rule> nounRules = new ArrayList<>();
  private final long nounClasses;
  private final Cues cues;

  /** "down", "offline": what a headline says of a thing without a verb. */
  private final Set<String> states = new HashSet<>();

  Matcher(Lexicon lexicon, List<Rule> rules) {
    this.lexicon = lexicon;
    statuses = new Statuses(lexicon);
    long nouns = 0;
    for (Rule rule : rules) {
      for (String verb : rule.verbs())
        byVerb.computeIfAbsent(verb, k -> new ArrayList<>()).add(rule);
      if (!rule.nouns().isEmpty()) nounRules.add(rule);
      for (String noun : rule.nouns()) nouns |= lexicon.nounClasses.of(noun);
    }
    for (String verb : byVerb.keySet()) if (verb.startsWith("be+")) states.add(verb.substring(3));
    nounClasses = nouns;
    cues = new Cues(rules);
  }

  /** Whether any rule could match a sentence with this word in it. */
  boolean isTrigger(String text, @Nullable Word word) {
    if (cues.startsWith(text) || states.contains(text)) return true;
    if (word == null) return false;
    if (word.lemma != null && cues.startsWith(word.lemma)) return true;
    if ((word.nouns & nounClasses) != 0) return true;
    return word.lemma != null && (byVerb.containsKey(word.lemma) || word.isTriggerByParticle);
  }

  /** All frames of a sentence. */
  List<Frame> match(Parse parse, Parties parties) {
    List<Frame> frames = new ArrayList<>();
    for (Predicate p : parse.predicates()) {
      String key = p.particle == null ? p.lemma : p.lemma + "+" + p.particle;
      for (Rule rule : byVerb.getOrDefault(key, List.of())) verbFrame(rule, p, parties, frames);
    }
    for (Phrase phrase : parse.phrases())
      if ((phrase.classes & nounClasses) != 0)
        for (Rule rule : nounRules) nounFrame(rule, phrase, parties, frames);
    for (Rule rule : cues.in(parse.sentence())) cueFrame(rule, parse, parties, frames);
    return frames;
  }

  /** A rule of words: they stand in the sentence, and so do phrases of the kinds it needs. */
  private void cueFrame(Rule rule, Parse parse, Parties parties, List<Frame> frames) {
    if (!fits(rule, parse.sentence())) return;
    Map<String, Phrase> slots = new HashMap<>();
    for (Map.Entry<String, List<String>> need : rule.needs().entrySet()) {
      Phrase phrase = first(parse, need.getValue(), slots, parties);
      if (phrase == null) return;
      slots.put(need.getKey(), phrase);
    }
    for (String slot : rule.roles().keySet()) {
      if (slots.containsKey(slot)) continue;
      Phrase phrase = first(parse, List.of(slot), slots, parties);
      if (phrase != null) slots.put(slot, phrase);
    }
    if (slots.isEmpty()) return;
    frames.add(frame(rule, null, new Reading(slots), statuses.of(parse, rule), parties));
  }

  private @Nullable Phrase first(
      Parse parse, List<String> kinds, Map<String, Phrase> taken, Parties parties) {
    for (Phrase phrase : parse.phrases())
      if (!taken.containsValue(phrase) && isAny(phrase, kinds, parties)) return phrase;
    return null;
  }

  private void verbFrame(Rule rule, Predicate p, Parties parties, List<Frame> frames) {
    if (!fits(rule, p.sentence)
        || (rule.has(Flag.NEGATED) != p.isNegated
            && (rule.has(Flag.NEGATED) || rule.has(Flag.ABILITY)))) return;
    if (rule.has(Flag.ABILITY) && !p.isAbility) return;
    if (rule.has(Flag.DUTY) && !isDuty(p)) return;
    if (rule.has(Flag.PASSIVE) && !p.isPassive && (!p.maybePassive || p.object != null)) return;
    if (rule.then().contains("none")
        ? leadsToAct(p)
        : !rule.then().isEmpty() && !hasComplement(rule, p)) return;
    boolean imperative =
        p.subject == null
            && p.from == p.sentence.firstWord()
            && !p.isGerund
            && !p.isPassive
            && !p.maybePassive;
    if (imperative && !rule.has(Flag.IMPERATIVE)) return;
    Reading reading = reading(rule, p, parties, false);
    if (reading == null && p.maybePassive && p.object == null)
      reading = reading(rule, p, parties, true);
    if (reading != null) frames.add(frame(rule, p, reading, statuses.of(p, rule), parties));
  }

  private boolean isDuty(Predicate p) {
    if (p.isAbility || p.mood == Predicate.Mood.DUTY || p.mood == Predicate.Mood.FUTURE)
      return true;
    return p.parent != null && (p.parent.classes & lexicon.verbClasses.of("order")) != 0;
  }

  /** "bars Nvidia from selling": what is barred is the act. */
  private boolean leadsToAct(Predicate p) {
    Predicate c = p.complement;
    return c != null
        && p.complementBy.equals("from")
        && (c.classes & lexicon.verbClasses.of("use")) == 0;
  }

  private boolean fits(Rule rule, Sentence sentence) {
    if (rule.has(Flag.TITLE) && !sentence.isTitle()) return false;
    if (rule.has(Flag.LEAD) && sentence.order() > 3) return false;
    if (!rule.with().isEmpty() && !hasAny(sentence, rule.with())) return false;
    return rule.without().isEmpty() || !hasAny(sentence, rule.without());
  }

  private static boolean hasAny(Sentence sentence, Set<String> words) {
    for (int i = sentence.from(); i < sentence.to(); i++)
      if (words.contains(sentence.passage().lower(i))) return true;
    return false;
  }

  private boolean hasComplement(Rule rule, Predicate p) {
    Predicate c = p.complement;
    if (c == null) return false;
    if (rule.by() != null && !rule.by().equals(p.complementBy)) return false;
    for (String then : rule.then()) {
      if (then.equals(c.lemma) || then.equals(c.lemma + "+" + c.particle)) return true;
      if (then.startsWith("$") && (c.classes & lexicon.verbClasses.of(then.substring(1))) != 0)
        return true;
    }
    return false;
  }

  /** The phrases by the slot of the rule that asks for them. */
  private record Reading(Map<String, Phrase> slots) {}

  private @Nullable Reading reading(Rule rule, Predicate p, Parties parties, boolean asPassive) {
    Map<String, Phrase> slots = new HashMap<>();
    for (Map.Entry<String, List<String>> need : rule.needs().entrySet()) {
      Phrase phrase = anySlot(need.getKey(), p, null, asPassive, need.getValue(), parties);
      if (phrase == null) return null;
      slots.put(need.getKey(), phrase);
    }
    for (String slot : rule.roles().keySet()) {
      if (slots.containsKey(slot)) continue;
      Phrase phrase = anySlot(slot, p, null, asPassive, List.of("any"), parties);
      if (phrase != null) slots.put(slot, phrase);
    }
    return new Reading(slots);
  }

  private void nounFrame(Rule rule, Phrase phrase, Parties parties, List<Frame> frames) {
    long wanted = 0;
    for (String noun : rule.nouns()) wanted |= lexicon.nounClasses.of(noun);
    if ((phrase.classes & wanted) == 0 || !fits(rule, phrase.sentence)) return;
    Map<String, Phrase> slots = new HashMap<>();
    for (Map.Entry<String, List<String>> need : rule.needs().entrySet()) {
      Phrase found =
          anySlot(need.getKey(), phrase.governor, phrase, false, need.getValue(), parties);
      if (found == null) return;
      slots.put(need.getKey(), found);
    }
    for (String slot : rule.roles().keySet()) {
      if (slots.containsKey(slot)) continue;
      Phrase found = anySlot(slot, phrase.governor, phrase, false, List.of("any"), parties);
      if (found != null) slots.put(slot, found);
    }
    slots.put("", phrase);
    Predicate p = phrase.governor;
    Frame frame = frame(rule, p, new Reading(slots), statuses.of(phrase, rule), parties);
    frame.noun = phrase;
    frame.isByModifier = Inner.modifier(phrase) != null;
    frames.add(frame);
  }

  /** A slot may name alternatives ("on|against"): the first that is there and of the right kind. */
  private @Nullable Phrase anySlot(
      String slots,
      @Nullable Predicate p,
      @Nullable Phrase noun,
      boolean asPassive,
      List<String> kinds,
      Parties parties) {
    for (String slot : slots.split("\\|", -1)) {
      Phrase phrase = slot(slot, p, noun, asPassive);
      if (phrase != null && isAny(phrase, kinds, parties)) return phrase;
    }
    return null;
  }

  private boolean isAny(Phrase phrase, List<String> kinds, Parties parties) {
    for (String kind : kinds) {
      boolean unlike = kind.startsWith("!");
      if (parties.is(phrase, unlike ? kind.substring(1) : kind) != unlike) return true;
    }
    return false;
  }

  private @Nullable Phrase slot(
      String slot, @Nullable Predicate p, @Nullable Phrase noun, boolean asPassive) {
    int dot = slot.indexOf('.');
    if (dot > 0) {
      String first = slot.substring(0, dot);
      String rest = slot.substring(dot + 1);
      if (first.equals("then")) return p == null ? null : slot(rest, p.complement, null, false);
      Phrase outer = slot(first, p, noun, asPassive);
      return outer == null ? null : slot(rest, null, outer, false);
    }
    if (noun != null) return nounSlot(slot, p, noun);
    if (p == null) return null;
    return switch (slot) {
      case "subject" -> asPassive ? null : p.subject;
      case "object" -> asPassive ? p.subject : p.object;
      default -> p.hanging(slot);
    };
  }

  private static @Nullable Phrase nounSlot(String slot, @Nullable Predicate p, Phrase noun) {
    return switch (slot) {
      case "self" -> noun;
      case "modifier" -> Inner.modifier(noun);
      case "owner" -> Inner.owner(noun);
      case "agent" -> p != null && noun.function != Function.SUBJECT ? p.subject : null;
      case "patient" -> p != null && noun.function != Function.OBJECT ? p.object : null;
      case "next" -> noun.next;
      case "subject", "object" -> null;
      default -> noun.hanging(slot);
    };
  }

  private Frame frame(
      Rule rule, @Nullable Predicate p, Reading reading, Status status, Parties parties) {
    int from = Integer.MAX_VALUE;
    int to = 0;
    Sentence sentence = null;
    for (Phrase phrase : reading.slots.values()) {
      from = Math.min(from, phrase.from);
      to = Math.max(to, phrase.to);
      sentence = phrase.sentence;
    }
    if (p != null) {
      sentence = p.sentence;
      from = Math.min(from, p.from);
      to = Math.max(to, p.verb);
    }
    if (sentence == null) throw new IllegalStateException(rule.id());
    Frame frame = new Frame(rule, rule.type(), sentence, p, from, to, status);
    rule.roles().forEach((slot, role) -> fill(frame, role, reading.slots.get(slot), parties));
    return frame;
  }

  private void fill(Frame frame, String role, @Nullable Phrase phrase, Parties parties) {
    if (phrase == null) return;
    switch (role) {
      case "actor" -> frame.put(Role.ACTOR, parties.org(phrase));
      case "vendor" -> fillVendor(frame, phrase, parties);
      case "product" -> {
        Target target = parties.target(phrase);
        if (target == null) return;
        frame.put(Role.PRODUCT, target.product());
        frame.put(Role.VENDOR, target.vendor());
      }
      case "scope" -> frame.put(Role.SCOPE, phrase.text());
      case "replacement" -> {
        Target target = parties.target(phrase);
        if (target != null)
          frame.put(
              Role.REPLACEMENT, target.product() != null ? target.product() : target.vendor());
      }
      default -> throw new IllegalStateException(role);
    }
  }

  private static void fillVendor(Frame frame, Phrase phrase, Parties parties) {
    Entity entity = phrase.entity();
    if (entity != null && entity.product != null && entity.org == null) {
      frame.put(Role.VENDOR, entity.vendor);
      frame.put(Role.PRODUCT, entity.product);
      return;
    }
    String org = parties.org(phrase);
    if (org != null) {
      frame.put(Role.VENDOR, entity != null && entity.vendor != null ? entity.vendor : org);
      return;
    }
    Target target = parties.target(phrase);
    if (target == null) target = parties.companyIn(phrase);
    if (target == null) return;
    frame.put(Role.VENDOR, target.vendor());
    frame.put(Role.PRODUCT, target.product());
  }
}
