package io.riskwire.ui;

import io.riskwire.base.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in paragraphs, with the stretches marked that something rests on. */
record Marked(List<Paragraph> paragraphs) {
  private static final Pattern LINE = Pattern.compile("[^\\n\\r]+");

  /** Its pieces in order; joined they are the paragraph. */
  record Paragraph(List<Piece> pieces) {}

  record Piece(String text, boolean isMarked) {}

  /** Spans may overlap, run over the end of a paragraph, or lie beyond the text. */
  static Marked of(String text, Collection<Span> spans) {
    List<Span> marks = spans.stream().sorted().toList();
    List<Paragraph> paragraphs = new ArrayList<>();
    Matcher line = LINE.matcher(text);
    while (line.find())
      if (!line.group().isBlank()) paragraphs.add(paragraph(text, line.start(), line.end(), marks));
    return new Marked(paragraphs);
  }

  /** One line, whatever it holds. */
  static Paragraph line(String text, Collection<Span> spans) {
    return paragraph(text, 0, text.length(), spans.stream().sorted().toList());
  }

  private static Paragraph paragraph(String text, int from, int to, List<Span> marks) {
    List<Piece> pieces = new ArrayList<>();
    int at = from;
    for (Span mark : marks) {
      int start = Math.max(mark.start(), at);
      int end = Math.min(mark.end(), to);
      if (start >= end) continue;
      if (at < start) pieces.add(new Piece(text.substring(at, start), false));
      pieces.add(new Piece(text.substring(start, end), true));
      at = end;
    }
    if (at < to) pieces.add(new Piece(text.substring(at, to), false));
    return new Paragraph(pieces);
  }
}
