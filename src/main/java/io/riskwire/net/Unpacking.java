package io.riskwire.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a body through its Content-Encoding; what counts is how much comes out. */
final class Unpacking {
  static final String ACCEPTED = "gzip, deflate, br";
  private static final int MOST_LAYERS = 2;

  private Unpacking() {}

  static InputStream of(InputStream packed, @Nullable String encoding) throws IOException {
    if (encoding == null) return packed;
    String[] layers = encoding.toLowerCase(Locale.ROOT).split(",", -1);
    if (layers.length > MOST_LAYERS) throw new ZipException("packed more than twice");
    InputStream plain = packed;
    for (int i = layers.length - 1; i >= 0; i--) plain = layer(plain, layers[i].strip());
    return plain;
  }

  private static InputStream layer(InputStream packed, String encoding) throws IOException {
    return switch (encoding) {
      case "gzip", "x-gzip" -> gzip(packed);
      case "deflate" -> deflate(packed);
      case "br" -> new BrotliInputStream(packed);
      case "identity", "none", "utf-8", "" -> packed;
      default -> throw new ZipException("packed in a way that was not asked for");
    };
  }

  /** Some servers say gzip and send plain text. */
  private static InputStream gzip(InputStream packed) throws IOException {
    PushbackInputStream peeked = new PushbackInputStream(packed, 2);
    int head = peek(peeked);
    return head == 0x1f8b ? new GZIPInputStream(peeked, 8192) : peeked;
  }

  /**
   * Deflate means the zlib format (RFC 9110 8.4.1.2), but bare deflate has always been sent too.
   */
  private static InputStream deflate(InputStream packed) throws IOException {
    PushbackInputStream peeked = new PushbackInputStream(packed, 2);
    int head = peek(peeked);
    boolean isZlib = head >= 0 && ((head >> 8) & 0x0f) == 8 && head % 31 == 0; // RFC 1950 2.2
    return new InflaterInputStream(peeked, new Inflater(!isZlib), 8192);
  }

  private static int peek(PushbackInputStream in) throws IOException {
    byte[] head = in.readNBytes(2);
    in.unread(head);
    return head.length < 2 ? -1 : (head[0] & 0xff) << 8 | (head[1] & 0xff);
  }

  /** Reads all there is, or as much as is wanted; more than that is an error or left out. */
  static byte[] read(InputStream in, int most, boolean isCut) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[16384];
    for (int n = in.read(some); n >= 0; n = in.read(some)) {
      int room = most - all.size();
      if (n > room && !isCut) throw new TooLarge();
      all.write(some, 0, Math.min(n, room));
      if (n > room) break;
    }
    return all.toByteArray();
  }

  static final class TooLarge extends IOException {}
}
