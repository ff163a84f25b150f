package io.riskwire.source;

import io.riskwire.source.Sources.Due;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How asking a source went, to be noted by {@link Sources#note}. */
public record Poll(Due due, Fetch fetch, Outcome outcome) {

  /** The same with what was new, which is known only when it is stored. */
  public Poll with(int news, int changed, Map<LocalDate, Integer> days) {
    if (!(outcome instanceof Good good)) return this;
    Fetch counted =
        new Fetch(
            fetch.at(),
            fetch.took(),
            fetch.status(),
            fetch.bytes(),
            news,
            changed,
            fetch.problem());
    return new Poll(due, counted, good.with(days));
  }

  Poll withProblem(String problem) {
    return new Poll(due, fetch.withProblem(problem), outcome);
  }

  /** What follows from it. */
  public sealed interface Outcome permits Good, Failed, Later {}

  /**
   * It was reached and read. {@code memory} is what to know at the next poll, {@code movedTo} its
   * new address if it has moved for good, {@code maxAge} how long the answer stays good; it {@code
   * isUnchanged} where the server sent nothing or the same again; {@code days} says how many of the
   * new items were published on which day.
   */
  public record Good(
      Memory memory,
      @Nullable URI movedTo,
      @Nullable Duration maxAge,
      boolean isUnchanged,
      Map<LocalDate, Integer> days)
      implements Outcome {
    Good with(Map<LocalDate, Integer> counted) {
      return new Good(memory, movedTo, maxAge, isUnchanged, counted);
    }
  }

  /** It could not be reached or read. */
  public record Failed() implements Outcome {}

  /** It is to be left alone until then, as it asked, or because its host was busy with us. */
  public record Later(Instant when, boolean isAsked) implements Outcome {}

  /**
   * What is remembered of a source between polls: the server's validators, where the feed of a site
   * was found, the digest of the last body, and when the feed wishes to be read.
   */
  public record Memory(
      @Nullable String etag,
      @Nullable String lastModified,
      @Nullable URI reads,
      @Nullable String digest,
      Wishes wishes) {
    public static final Memory NONE = new Memory(null, null, null, null, Wishes.NONE);
  }
}
