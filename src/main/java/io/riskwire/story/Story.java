package io.riskwire.story;

import java.time.Instant;

/** The articles that report the same happening, and between which days they did. */
public record Story(long id, String title, Instant firstSeen, Instant lastSeen, int articles) {}
