package io.riskwire.collect;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.riskwire.base.Invalid;
import io.riskwire.intake.Intake;
import io.riskwire.intake.Intake.Accepted;
import io.riskwire.intake.Pushed;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in past articles, a JSON object a line, by the way of all others. Many lines are on their
 * way at a time, so that the writer's batches are full; what they hold together is bounded, however
 * long the file is. A bad line is told by its number, and the others are taken.
 */
@ApplicationScoped
public class Archive {
  private static final Logger LOG = Logger.getLogger(Archive.class.getName());

  /** What lines on their way may hold together, and what each counts for at least: 400 of them. */
  private static final int BYTES_AT_ONCE = 64_000_000;

  private static final int LEAST_SHARE = BYTES_AT_ONCE / 400;
  private static final int MOST_PROBLEMS = 10_000;

  private final Intake intake;
  private final ObjectMapper json;

  Archive(Intake intake, ObjectMapper json) {
    this.intake = intake;
    this.json = json;
  }

  /** A line that was not taken, and why. */
  public record Problem(long line, String reason) {}

  /**
   * What became of a file. {@code problems}: of the {@code bad} lines the first some thousand, in
   * order.
   */
  public record Outcome(long lines, long stored, long known, long bad, List<Problem> problems) {
    public Outcome {
      problems = List.copyOf(problems);
    }
  }

  /** Takes all lines; returns when those that could be taken are on the disk. */
  public Outcome take(InputStream in) throws IOException {
    var lines = new Lines(in);
    var taken = new Taken();
    var room = new Semaphore(BYTES_AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) continue;
        Lines.Line one = line;
        int share = Math.max(LEAST_SHARE, one.bytes().length);
        room.acquireUninterruptibly(share);
        threads.execute(
            () -> {
              try {
                take(one, taken);
              } finally {
                room.release(share);
              }
            });
      }
    }
    return taken.outcome();
  }

  private void take(Lines.Line line, Taken taken) {
    try {
      if (line.isCut()) throw new Invalid("line", "longer than " + Lines.LONGEST + " bytes");
      Pushed pushed = json.readValue(line.bytes(), Pushed.class);
      if (pushed == null) throw new Invalid("line", "no object");
      taken.add(intake.accept(pushed.pastArticle()));
    } catch (Invalid mistake) {
      taken.add(new Problem(line.number(), mistake.field() + ": " + mistake.reason()));
    } catch (IOException unreadable) {
      taken.add(new Problem(line.number(), reason(unreadable)));
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "line " + line.number() + " could not be stored", failure);
      taken.add(new Problem(line.number(), "could not be stored; the log says more"));
    }
  }

  private static String reason(IOException unreadable) {
    if (unreadable instanceof UnrecognizedPropertyException unknown)
      return unknown.getPropertyName() + ": no such field";
    if (unreadable instanceof MismatchedInputException) return "no object of texts";
    if (unreadable instanceof JsonParseException notJson && !isPastItsEnd(notJson))
      return "not JSON, from column " + notJson.getLocation().getColumnNr() + " on";
    if (unreadable instanceof JsonProcessingException) return "not JSON, or cut off";
    return "not UTF-8";
  }

  private static boolean isPastItsEnd(JsonParseException notJson) {
    return notJson instanceof JsonEOFException || notJson.getLocation().getLineNr() > 1;
  }

  /** Counts from many threads. */
  private static final class Taken {
    private final List<Problem> problems = new ArrayList<>();
    private long stored;
    private long known;
    private long bad;

    synchronized void add(Accepted accepted) {
      if (accepted.isNew()) stored++;
      else known++;
    }

    synchronized void add(Problem problem) {
      bad++;
      if (problems.size() < MOST_PROBLEMS) problems.add(problem);
    }

    synchronized Outcome outcome() {
      problems.sort(Comparator.comparingLong(Problem::line));
      return new Outcome(stored + known + bad, stored, known, bad, problems);
    }
  }

  /** Cuts a stream into lines, of which none is held that is too long. */
  private static final class Lines {
    /** The longest text with every character escaped, and some more. */
    static final int LONGEST = 4_000_000;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int end;
    private long number;

    Lines(InputStream in) {
      this.in = in;
    }

    /** {@code isCut}: it was longer than what is held of it. */
    record Line(long number, byte[] bytes, boolean isCut) {
      boolean isBlank() {
        for (byte b : bytes) if (b > ' ' || b < 0) return false;
        return true;
      }
    }

    /** The next line, without its end; null after the last. */
    @Nullable Line next() throws IOException {
      if (!hasMore()) return null;
      number++;
      var line = new ByteArrayOutputStream();
      boolean isCut = false;
      while (hasMore()) {
        int newLine = at;
        while (newLine < end && buffer[newLine] != '\n') newLine++;
        if (line.size() + newLine - at > LONGEST) isCut = true;
        else line.write(buffer, at, newLine - at);
        boolean isEnded = newLine < end;
        at = isEnded ? newLine + 1 : end;
        if (isEnded) break;
      }
      return new Line(number, line.toByteArray(), isCut);
    }

    private boolean hasMore() throws IOException {
      if (at < end) return true;
      at = 0;
      end = Math.max(0, in.read(buffer));
      return end > 0;
    }
  }
}
