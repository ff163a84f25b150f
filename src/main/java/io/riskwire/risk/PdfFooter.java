package io.riskwire.risk;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;

/** What stands below each page: of whom it is, and its number. */
final class PdfFooter extends PdfPageEventHelper {
  private static final int ABOVE_EDGE = 30;

  private final PdfType type;
  private final String subject;

  PdfFooter(PdfType type, String subject) {
    this.type = type;
    this.subject = subject;
  }

  @Override
  public void onEndPage(PdfWriter writer, Document document) {
    ColumnText.showTextAligned(
        writer.getDirectContent(),
        Element.ALIGN_CENTER,
        type.footer("Riskwire · " + subject + " · " + writer.getPageNumber()),
        (document.left() + document.right()) / 2,
        ABOVE_EDGE,
        0);
  }
}
