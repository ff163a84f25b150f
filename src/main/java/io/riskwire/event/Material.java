package io.riskwire.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an article before its events are settled: how its sentences were read, which
 * rules matched, and what the rules alone would make of it ({@code byType}).
 */
record Material(
    LocalDate published,
    List<Sentence> sentences,
    List<Parser.Parse> parses,
    List<Entity> entities,
    Parties parties,
    List<Frame> frames,
    Map<EventType, List<Frame>> byType,
    String gate) {

  Parser.@Nullable Parse parseOf(int order) {
    for (Parser.Parse p : parses) if (p.sentence().order() == order) return p;
    return null;
  }
}
