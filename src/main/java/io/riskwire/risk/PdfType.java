package io.riskwire.risk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

/**
 * How a printed report looks. Of the fonts for Latin, Greek and Cyrillic what is used is embedded;
 * for Chinese, Japanese and Korean those are named that PDF readers bring along.
 */
final class PdfType {
  private static final String REGULAR = "liberation/LiberationSans-Regular.ttf";
  private static final String BOLD = "liberation/LiberationSans-Bold.ttf";

  /** Each with the encoding by which PDF knows it (PDF 1.7, 9.7.5.2). */
  private static final List<List<String>> EASTERN =
      List.of(
          List.of("STSong-Light", "UniGB-UCS2-H"),
          List.of("MSung-Light", "UniCNS-UCS2-H"),
          List.of("HeiseiKakuGo-W5", "UniJIS-UCS2-H"),
          List.of("HYGoThic-Medium", "UniKS-UCS2-H"));

  private final BaseFont regular = embedded(REGULAR);
  private final BaseFont bold = embedded(BOLD);
  private final List<BaseFont> eastern =
      EASTERN.stream().map(f -> font(f.getFirst(), f.getLast(), BaseFont.NOT_EMBEDDED)).toList();

  private static BaseFont embedded(String file) {
    return font(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
  }

  private static BaseFont font(String name, String encoding, boolean isEmbedded) {
    try {
      // not from the cache: a font remembers which of its letters were used
      return BaseFont.createFont(name, encoding, isEmbedded, BaseFont.NOT_CACHED, null, null);
    } catch (IOException missing) {
      throw new UncheckedIOException(name, missing);
    }
  }

  Paragraph heading(String text) {
    return paragraph(text, bold, 17, 0, 8);
  }

  Paragraph title(String text) {
    return paragraph(text, bold, 12, 18, 3);
  }

  Paragraph source(String text) {
    return paragraph(text, bold, 9.5f, 8, 2);
  }

  Paragraph body(String text) {
    return paragraph(text, regular, 9.5f, 2, 2);
  }

  Paragraph small(String text) {
    return paragraph(text, regular, 8, 0, 1);
  }

  Paragraph quote(String text) {
    Paragraph quote = paragraph(text, regular, 9.5f, 1, 2);
    quote.setIndentationLeft(14);
    return quote;
  }

  /** In a font of which nothing is embedded, so that its letters leave no trace elsewhere. */
  Paragraph stamp(String text) {
    Paragraph stamp = new Paragraph(text, new Font(Font.HELVETICA, 9.5f));
    stamp.setAlignment(Element.ALIGN_LEFT);
    return stamp;
  }

  Phrase footer(String text) {
    return phrase(text, regular, 8);
  }

  private Paragraph paragraph(String text, BaseFont font, float size, float before, float after) {
    Paragraph paragraph = new Paragraph(phrase(text, font, size));
    paragraph.setLeading(0, 1.35f);
    paragraph.setSpacingBefore(before);
    paragraph.setSpacingAfter(after);
    return paragraph;
  }

  /** Each letter in the first font that has it. */
  private Phrase phrase(String text, BaseFont font, float size) {
    FontSelector selector = new FontSelector();
    selector.addFont(new Font(font, size));
    eastern.forEach(f -> selector.addFont(new Font(f, size)));
    return selector.process(text);
  }
}
