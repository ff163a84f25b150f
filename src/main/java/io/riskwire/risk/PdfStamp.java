package io.riskwire.risk;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Puts in place of what a PDF writer draws by lot what follows from the document: the names of
 * embedded parts of fonts, and the document's id. Both are as long as before, so that every object
 * stays where the document says it is.
 */
final class PdfStamp {
  private static final Pattern PART = Pattern.compile("/[A-Z]{6}\\+(Liberation)");
  private static final Pattern ID = Pattern.compile("<[0-9a-f]{32}><[0-9a-f]{32}>]");

  private PdfStamp() {}

  static byte[] on(byte[] pdf) {
    // one letter a byte, whatever the bytes are
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    text = PART.matcher(text).replaceAll("/RISKWI+$1");
    text = withId(text, "0".repeat(32));
    return withId(text, Dossiers.sha256(text).substring(0, 32))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String withId(String text, String id) {
    var found = ID.matcher(text);
    if (!found.find(text.lastIndexOf("/ID"))) throw new IllegalStateException("a PDF without id");
    return text.substring(0, found.start())
        + "<"
        + id
        + "><"
        + id
        + ">]"
        + text.substring(found.end());
  }
}
