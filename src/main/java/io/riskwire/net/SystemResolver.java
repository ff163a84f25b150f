package io.riskwire.net;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the operating system, on threads of its own: a look-up cannot be interrupted, and one that
 * hangs would hold a carrier of virtual threads.
 */
@ApplicationScoped
class SystemResolver implements Resolver {
  private final long patience;
  private final ExecutorService lookups =
      Executors.newFixedThreadPool(16, Thread.ofPlatform().daemon().name("lookup-", 0).factory());

  SystemResolver(FetchSettings settings) {
    patience = settings.connectTimeout().toMillis();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Future<InetAddress[]> answer = lookups.submit(() -> InetAddress.getAllByName(host));
    try {
      return answer.get(patience, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException noAnswer) {
      // an unknown name and a name server that is silent look the same to the caller
    }
    answer.cancel(false);
    throw new UnknownHostException(host);
  }

  @PreDestroy
  void close() {
    lookups.shutdownNow();
  }
}
