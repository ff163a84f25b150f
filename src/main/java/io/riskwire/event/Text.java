package io.riskwire.event;

import io.riskwire.base.Lang;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the analyzer reads: relative dates are resolved against {@code published}. */
public record Text(String title, String text, Instant published, @Nullable Lang lang) {}
