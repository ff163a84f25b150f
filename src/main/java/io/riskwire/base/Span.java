package io.riskwire.base;

/** A stretch of a text: {@code start} inclusive, {@code end} exclusive, in UTF-16 code units. */
public record Span(int start, int end) implements Comparable<Span> {
  public Span {
    if (start < 0 || end <= start) throw new IllegalArgumentException("span " + start + ".." + end);
  }

  /** The words of {@code text} that this span covers. */
  public String of(String text) {
    return text.substring(start, end);
  }

  public int length() {
    return end - start;
  }

  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }

  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** By start; of two that start together the shorter first. */
  @Override
  public int compareTo(Span other) {
    return start != other.start
        ? Integer.compare(start, other.start)
        : Integer.compare(end, other.end);
  }
}
