package io.riskwire.api;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * How large a body may be that does not say beforehand how large it is; one that does is refused at
 * the gate. The server's own limit lies above ours: it would answer without a word.
 */
final class Bodies {
  static final long LARGEST = 12 << 20;
  static final String TOO_LARGE = "larger than " + LARGEST + " bytes";

  @ServerRequestFilter
  public void limit(ContainerRequestContext call) {
    if (call.getUriInfo().getRequestUri().getPath().startsWith("/api/")
        && !BodySize.isLines(call.getHeaderString("Content-Type")))
      call.setEntityStream(new Counted(call.getEntityStream()));
  }

  private static final class Counted extends FilterInputStream {
    private long read;

    Counted(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      if (octet >= 0) count(1);
      return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      if (count > 0) count(count);
      return count;
    }

    private void count(int more) {
      read += more;
      if (read > LARGEST) throw new ClientErrorException(TOO_LARGE, 413);
    }
  }
}
