package io.riskwire.alert;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server's report that it could not deliver a message of ours (RFC 3464): of which one, why,
 * and whether the fault is the address's.
 */
record Bounce(long alert, String id, String problem, boolean isAddressBad) {
  private static final int LONGEST_PART = 100_000;
  private static final int LONGEST_PROBLEM = 200;

  private static final Pattern FAILED = Pattern.compile("(?im)^Action:\\s*failed\\b");
  private static final Pattern STATUS =
      Pattern.compile("(?im)^Status:\\s*([245]\\.([0-9]{1,3})\\.[0-9]{1,3})");
  private static final Pattern ANSWER =
      Pattern.compile("(?im)^Diagnostic-Code:\\s*[^;\\r\\n]*;\\s*([^\\r\\n]*)");
  private static final Pattern OURS =
      Pattern.compile("(?im)^Message-ID:\\s*<(msg_([0-9]{1,18})_[0-9a-f]+)@");

  /** What a message reports; empty for any other mail, and for reports of mere delays. */
  static Optional<Bounce> of(Part message) throws MessagingException, IOException {
    if (!message.isMimeType("multipart/report")
        || !(message.getContent() instanceof Multipart parts)) return Optional.empty();
    var report = new StringBuilder();
    var original = new StringBuilder();
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      // the second of each pair: RFC 6533, for addresses that are not ASCII
      if (part.isMimeType("message/delivery-status")
          || part.isMimeType("message/global-delivery-status")) report.append(text(part));
      else if (i > 0) original.append(text(part));
    }
    return of(report, original);
  }

  private static Optional<Bounce> of(CharSequence report, CharSequence original) {
    Matcher ours = OURS.matcher(original);
    Matcher status = STATUS.matcher(report);
    if (!FAILED.matcher(report).find() || !status.find() || !ours.find()) return Optional.empty();
    Matcher answer = ANSWER.matcher(report);
    String words = answer.find() ? answer.group(1).strip() : "no more is said";
    String problem = "came back, " + status.group(1) + ": " + words;
    return Optional.of(
        new Bounce(
            Long.parseLong(ours.group(2)),
            ours.group(1),
            problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM)),
            isAboutAddress(status.group(2))));
  }

  /** RFC 3463, 3.1: of the address, of the mailbox, of the way to it; not of policy or content. */
  private static boolean isAboutAddress(String subject) {
    return subject.equals("1") || subject.equals("2") || subject.equals("4");
  }

  private static String text(Part part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      return new String(in.readNBytes(LONGEST_PART), StandardCharsets.UTF_8);
    }
  }
}
