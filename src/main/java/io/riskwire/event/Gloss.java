package io.riskwire.event;

import io.riskwire.base.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of an article in words that the analyzer reads, and the place in the original that each
 * of them stands for.
 */
final class Gloss {
  /** Characters {@code from} to {@code to} of the gloss, for those of {@code of}. */
  private record Part(int from, int to, Span of, boolean isCanonical) {}

  final String text;
  private final String original;
  private final List<Part> parts;

  private Gloss(String text, String original, List<Part> parts) {
    this.text = text;
    this.original = original;
    this.parts = parts;
  }

  /** Writes a gloss piece by piece. */
  static final class Writer {
    private final String original;
    private final StringBuilder text = new StringBuilder();
    private final List<Part> parts = new ArrayList<>();

    Writer(String original) {
      this.original = original;
    }

    /** {@code isCanonical}: the words are a name as it is written everywhere. */
    void add(String words, boolean isGlued, Span of, boolean isCanonical) {
      if (words.isEmpty()) return;
      if (!isGlued && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') text.append(' ');
      int from = text.length();
      text.append(words);
      parts.add(new Part(from, text.length(), of, isCanonical));
    }

    Gloss gloss() {
      return new Gloss(text.toString(), original, List.copyOf(parts));
    }
  }

  /** What a stretch of the gloss stands for: from its first word to its last. */
  Span original(Span span) {
    int start = Integer.MAX_VALUE;
    int end = 0;
    for (Part p : parts)
      if (p.from < span.end() && p.to > span.start()) {
        start = Math.min(start, p.of.start());
        end = Math.max(end, p.of.end());
      }
    return end > start ? new Span(start, end) : new Span(0, Math.max(1, original.length()));
  }

  /** The words of the original for a stretch of the gloss. */
  String textAt(Span span) {
    Span of = original(span);
    return original.substring(of.start(), Math.min(of.end(), original.length()));
  }

  /** A name of the gloss as the original has it; null where the gloss does not have it so. */
  @Nullable String original(String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      if (!isBoundary(at - 1) || !isBoundary(end)) continue;
      if (isCanonical(at, end)) return name;
      Span span = original(new Span(at, end));
      if (span.length() <= 3 * name.length() + 20)
        return original.substring(span.start(), span.end());
    }
    return null;
  }

  private boolean isCanonical(int from, int to) {
    for (Part p : parts) if (p.from < to && p.to > from && !p.isCanonical) return false;
    return true;
  }

  private boolean isBoundary(int at) {
    return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }
}
