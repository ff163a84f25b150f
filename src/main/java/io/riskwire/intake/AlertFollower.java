package io.riskwire.intake;

import io.riskwire.alert.Matching;
import io.riskwire.log.Change;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lets subscribers be told of what changed. */
@ApplicationScoped
class AlertFollower implements Follower {
  private final Matching matching;

  AlertFollower(Matching matching) {
    this.matching = matching;
  }

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public long position() {
    return matching.position();
  }

  @Override
  public void follow(List<Change> changes) {
    matching.follow(changes);
  }
}
