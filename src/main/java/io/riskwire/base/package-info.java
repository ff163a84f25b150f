/**
 * Values that every package speaks: a {@link io.riskwire.base.Page} of a list and the {@link
 * io.riskwire.base.Cursor} to its next one, a {@link io.riskwire.base.Span} of a text, a {@link
 * io.riskwire.base.Lang}, and {@link io.riskwire.base.Invalid}, the caller's mistake.
 *
 * <p>Nothing here does input or output, and nothing here knows another package.
 */
@NullMarked
package io.riskwire.base;

import org.jspecify.annotations.NullMarked;
